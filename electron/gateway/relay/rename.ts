import { asciiJson, type Edits, editJson } from './edit-json.ts';
import type { Reading } from './reading.ts';

/** What an answer calls its model instead. */
export type Rename = Edits;

export const renameTo = (name: string, { modelPaths }: Reading): Rename =>
  new Map(modelPaths.map((path) => [path, asciiJson(name)]));

/** An answer that names no model does not begin to. */
export const renameIn = (json: Buffer, rename: Rename): Buffer => editJson(json, rename, { adds: false });

/** Only the JSON in it is touched. */
export function renameInEvent(event: Buffer, rename: Rename): Buffer {
  const from = event.indexOf('{');
  const to = event.lastIndexOf('}') + 1;
  if (from === -1 || to <= from) return event;
  const json = event.subarray(from, to);
  const renamed = renameIn(json, rename);
  return renamed === json ? event : Buffer.concat([event.subarray(0, from), renamed, event.subarray(to)]);
}
