import type { VendorFixture } from '../fixtures/vendors/types.ts';

type Facts = Pick<VendorFixture, 'differs' | 'tells' | 'errors' | 'asks' | 'unlike'>;

/** The cases that needed an exception. */
const needed = new WeakMap<object, Set<string>>();

/** Fewer than this many are named, so that an exception does not hide what it is not for. */
const manyCases = 4;

/** The lines that no exception of the vendor explains. Notes which exceptions were needed. */
export function unexplained<One extends { in?: readonly string[] }>(
  lines: readonly string[],
  {
    exceptions = [],
    name,
    pattern,
  }: { exceptions?: readonly One[] | undefined; name: string; pattern(one: One): RegExp },
): string[] {
  const here = exceptions.filter((one) => !one.in || one.in.includes(name));
  return lines.filter((line) => {
    const found = here.filter((one) => pattern(one).test(line));
    for (const one of found) needed.set(one, (needed.get(one) ?? new Set()).add(name));
    return found.length === 0;
  });
}

/** Exceptions that hide nothing or could hide too much, and names of cases that are not there. */
export function staleExceptions(
  { differs = [], tells = [], errors, asks }: Facts,
  cases: ReadonlySet<string>,
): string[] {
  const names = [...Object.keys(errors ?? {}), ...Object.keys(asks ?? {})];
  return [
    ...differs.flatMap((one) => staleness(one.where, one)),
    ...tells.flatMap((one) => staleness(one.field, one)),
    ...names.filter((name) => !cases.has(name)).map((name) => `no such case: ${name}`),
  ];
}

function staleness(pattern: RegExp, one: { in?: readonly string[] }): string[] {
  const users = needed.get(one) ?? new Set<string>();
  if (users.size === 0) return [`${pattern}: not needed`];
  if (one.in) return one.in.filter((name) => !users.has(name)).map((name) => `${pattern}: not needed in ${name}`);
  return users.size < manyCases ? [`${pattern}: say that it is \`in\` ${[...users].join(', ')} only`] : [];
}

/** For whoever wants to know what is not as it should be. */
export const listExceptions = ({ differs = [], tells = [], errors = {}, unlike = {} }: Facts) => [
  ...differs.map(({ where, why }) => ({ what: `sends ${where.source}`, why })),
  ...tells.map(({ field, why }) => ({ what: `tells ${field.source}`, why })),
  ...Object.entries(errors).map(([name, { code, why }]) => ({ what: `${name} is ${code}`, why })),
  ...Object.entries(unlike).map(([what, why]) => ({ what: `without ${what}`, why })),
];
