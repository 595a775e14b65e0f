import { type BatchEndpoint, type BatchProblem, batchEndpoint } from '../../shared/model/batch.ts';
import { parseLine } from './lines.ts';

type Found = { customId: string } | Omit<BatchProblem, 'line'>;

const longestId = 512;

const problem = (code: BatchProblem['code'], param: string | null, message: string): Found => ({
  code,
  param,
  message,
});
const missing = (param: string): Found => problem('missing_required_parameter', param, `"${param}" is missing.`);
const invalid = (param: string, message: string): Found => problem('invalid_value', param, message);

/** Looks at the lines of one file, in their order. Texts of the file are in no message. */
export function createLineCheck(endpoint: BatchEndpoint | undefined) {
  const lineOf = new Map<string, number>();
  let common = endpoint;

  const checkUrl = (url: unknown): Found | undefined => {
    if (url === undefined) return missing('url');
    const known = batchEndpoint.safeParse(url);
    if (!known.success) return invalid('url', `"url" must be one of ${batchEndpoint.options.join(', ')}.`);
    common ??= known.data;
    if (known.data === common) return undefined;
    return problem('url_mismatch', 'url', `All lines of this batch must have the url ${common}.`);
  };

  const checkId = (id: unknown, line: number): Found => {
    if (id === undefined) return missing('custom_id');
    if (typeof id !== 'string' || id === '' || id.length > longestId) {
      return invalid('custom_id', `"custom_id" must be a text of 1 to ${longestId} characters.`);
    }
    const first = lineOf.get(id);
    if (first !== undefined) {
      return problem('duplicate_custom_id', 'custom_id', `Line ${first} has the same custom_id. Give each its own.`);
    }
    lineOf.set(id, line);
    return { customId: id };
  };

  return {
    /** What all lines ask; undefined while none did. */
    get endpoint(): BatchEndpoint | undefined {
      return common;
    },

    check(bytes: Uint8Array, line: number): Found {
      let value: unknown;
      try {
        value = parseLine(bytes);
      } catch {
        return problem('invalid_json_line', null, 'This line is not JSON in UTF-8.');
      }
      if (!isObject(value)) return problem('invalid_json_line', null, 'This line is not a JSON object.');
      const { custom_id: id, method, url, body } = value;
      const found = checkId(id, line);
      if ('code' in found) return found;
      if (method === undefined) return missing('method');
      if (method !== 'POST') return invalid('method', '"method" must be POST.');
      const wrongUrl = checkUrl(url);
      if (wrongUrl) return wrongUrl;
      if (body === undefined) return missing('body');
      if (!isObject(body)) return invalid('body', '"body" must be a JSON object.');
      if (body['stream'] === true) return invalid('body.stream', 'A batch is not streamed. Leave "stream" out.');
      return found;
    },
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
