const dated = /^(.+)[-@]20\d\d(-?)(?:0[1-9]|1[0-2])\2(?:0[1-9]|[12]\d|3[01])$/;

/** `gpt-4o` for `gpt-4o-2024-08-06`; null where no date stands at the end. */
export const snapshotBase = (id: string): string | null => dated.exec(id)?.[1] ?? null;

/** A model somebody trained further has a price of its own, which no list knows. */
export const isFineTuned = (id: string): boolean => id.startsWith('ft:') || id.includes('.ft-');
