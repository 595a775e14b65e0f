import type { Dialect } from '../../../shared/model/dialect.ts';
import type { ModelParameters, ParameterName, ParameterWarning } from '../../../shared/model/parameters.ts';
import type { RelayLine } from '../../providers/relay-line.ts';
import type { Changes } from '../work.ts';
import { type DialectFacts, dialects } from './dialects.ts';
import { asciiJson, editJson } from './edit-json.ts';
import { type Member, membersOf, valueIn } from './members.ts';
import { fieldsOf, isFilled } from './reading.ts';

export interface BodyOptions {
  dialect: Dialect;
  isStream: boolean;
  line: Pick<RelayLine, 'members' | 'tellsUsage'>;
  modelId: string;
  changes: Changes;
  /** The name of the field for the longest answer at this model, where a dialect has two. */
  limitField: string | undefined;
}

export interface RelayBody {
  body: Buffer;
  /** Counts were asked for that nobody else asked for. */
  hidesUsage: boolean;
  warnings: ParameterWarning[];
}

/** What came in, with the target's own name for the model and what a rule changes. All else goes out as it came. */
export function requestBody(given: Buffer, options: BodyOptions): RelayBody {
  const { dialect, isStream, line, modelId, changes } = options;
  const facts = dialects[dialect];
  const members = membersOf(given) ?? [];
  const json = { bytes: given, members };
  const edits = new Map([['model', asciiJson(modelId)]]);
  for (const [name, value] of Object.entries(line.members ?? {})) {
    if (!members.some((member) => member.name === name)) edits.set(name, asciiJson(value));
  }
  const warnings: ParameterWarning[] = [];
  for (const [name, value] of Object.entries(parametersOf(json, facts, changes))) {
    const path = pathOf(json, name as ParameterName, { facts, limitField: options.limitField });
    if (path !== undefined) edits.set(path, asciiJson(value));
    else warnings.push({ parameter: name, action: 'dropped', detail: 'the form of this request has no field for it' });
  }
  const isTold =
    line.tellsUsage === true || fieldsOf(valueIn(given, members, 'stream_options'))['include_usage'] === true;
  const hidesUsage = isStream && facts.asksForUsage && !isTold;
  if (hidesUsage) edits.set('stream_options.include_usage', 'true');
  return { body: editJson(given, edits, { members }), hidesUsage, warnings };
}

interface Json {
  bytes: Buffer;
  members: readonly Member[];
}

const valueAt = ({ bytes, members }: Json, path: string): unknown => {
  const [first = '', ...rest] = path.split('.');
  return rest.reduce((value: unknown, name) => fieldsOf(value)[name], valueIn(bytes, members, first));
};

/** Of two fields for the same thing, the one that is in use; else the one that this model knows. */
function pathOf(
  json: Json,
  name: ParameterName,
  { facts, limitField }: { facts: DialectFacts; limitField: string | undefined },
): string | undefined {
  const paths = facts.parameters[name] ?? [];
  return paths.find((path) => isFilled(valueAt(json, path))) ?? paths.find((path) => path === limitField) ?? paths[0];
}

/** What is to be set; a limit only where more was asked for. */
function parametersOf(json: Json, { parameters }: DialectFacts, changes: Changes): ModelParameters {
  const { maxOutputTokens: most, parameters: set = {} } = changes;
  const paths = parameters.maxOutputTokens ?? [];
  if (most === undefined || paths.length === 0) return set;
  if (set.maxOutputTokens !== undefined) return { ...set, maxOutputTokens: Math.min(most, set.maxOutputTokens) };
  const asked = paths.map((path) => valueAt(json, path)).filter(isFilled);
  // One of these servers writes -1 for "as many as it likes".
  const isWithin = asked.length > 0 && asked.every((limit) => typeof limit === 'number' && limit >= 0 && limit <= most);
  return isWithin ? set : { ...set, maxOutputTokens: most };
}
