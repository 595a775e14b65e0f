type Present<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key];
} & {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** Without the fields that are undefined: the call options know absent fields only. */
export const present = <Fields extends object>(fields: Fields): Present<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;

/** Raised fields are compared where they are, an empty list is as good as none. */
export const some = <Item>(items: readonly Item[] | null | undefined): Item[] | undefined =>
  items?.length ? [...items] : undefined;

export const sum = (...counts: (number | null | undefined)[]): number =>
  counts.reduce<number>((total, count) => total + (count ?? 0), 0);
