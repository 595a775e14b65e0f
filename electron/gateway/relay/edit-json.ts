import { type Member, membersOf } from './members.ts';

/** JSON texts by the path of the member that gets them: `model`, `stream_options.include_usage`. */
export type Edits = ReadonlyMap<string, string>;

export interface EditOptions {
  /** Where they are known already. */
  members?: readonly Member[];
  /** False: what is not there stays away. Default: true. */
  adds?: boolean;
}

/** JSON in ASCII, which is the same in every encoding. */
export const asciiJson = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/**
 * Gives members of a JSON object other values. All else stays as it is written. A member that is there more than once is
 * changed everywhere: not everybody takes the last one.
 */
export function editJson(json: Buffer, edits: Edits, { adds = true, members: known }: EditOptions = {}): Buffer {
  const members = known ?? membersOf(json);
  if (!members || edits.size === 0) return json;
  const groups = groupByFirst(edits);
  const missing = new Map(groups);
  const changes: Change[] = [];
  for (const { name, from, to } of members) {
    const group = groups.get(name);
    if (group === undefined) continue;
    missing.delete(name);
    changes.push({ from, to, bytes: newValue(json.subarray(from, to), group, adds) });
  }
  if (adds && missing.size > 0) {
    const added = [...missing].map(([name, group]) => `${asciiJson(name)}:${newValue(empty, group, adds).toString()}`);
    const at = json.indexOf('{') + 1;
    changes.unshift({ from: at, to: at, bytes: Buffer.from(added.join(',') + (members.length > 0 ? ',' : '')) });
  }
  return changed(json, changes);
}

export const swapModel = (json: Buffer, name: string): Buffer => editJson(json, new Map([['model', asciiJson(name)]]));

interface Change {
  from: number;
  to: number;
  bytes: Buffer;
}

const empty = Buffer.from('{}');

function changed(json: Buffer, changes: readonly Change[]): Buffer {
  if (changes.length === 0) return json;
  const pieces: Buffer[] = [];
  let done = 0;
  for (const { from, to, bytes } of changes) {
    pieces.push(json.subarray(done, from), bytes);
    done = to;
  }
  return Buffer.concat([...pieces, json.subarray(done)]);
}

/** A whole value, or what changes inside it. */
type Group = string | Map<string, string>;

function groupByFirst(edits: Edits): Map<string, Group> {
  const groups = new Map<string, Group>();
  for (const [path, value] of edits) {
    const dot = path.indexOf('.');
    if (dot === -1) {
      groups.set(path, value);
      continue;
    }
    const first = path.slice(0, dot);
    const known = groups.get(first);
    const group = known instanceof Map ? known : new Map<string, string>();
    groups.set(first, group.set(path.slice(dot + 1), value));
  }
  return groups;
}

function newValue(old: Buffer, group: Group, adds: boolean): Buffer {
  if (typeof group === 'string') return Buffer.from(group);
  if (old[0] === empty[0]) return editJson(old, group, { adds });
  return adds ? editJson(empty, group) : old;
}
