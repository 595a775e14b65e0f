import type { GroupDraft, ItemDraft } from './condition-draft.ts';

/** The same group with one of its items, wherever it stands in it, made another; null takes it out. */
export function withItem(group: GroupDraft, key: string, change: (item: ItemDraft) => ItemDraft | null): GroupDraft {
  if (group.key === key) {
    const next = change(group);
    return next?.type === 'group' ? next : group;
  }
  const items = group.items.flatMap((item): ItemDraft[] => {
    if (item.key === key) return [change(item)].filter((next) => next !== null);
    return [item.type === 'group' ? withItem(item, key, change) : item];
  });
  return { ...group, items };
}
