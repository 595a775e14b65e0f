import type { ServerResponse } from 'node:http';
import { type Asked, json, openVendorServer, type VendorServer } from '../../providers/extras/vendor-server.ts';

interface Line {
  custom_id: string;
  url: string;
  body: Record<string, unknown>;
}

/** What the vendor does with a line. Default: it answers. */
type Fate = (line: Line) => 'answered' | 'refused' | 'not-run' | 'forgotten';

interface Job {
  id: string;
  endpoint: string;
  input_file_id: string;
  metadata: Record<string, string>;
  created_at: number;
  status: string;
  counts: { total: number; completed: number; failed: number };
  files: { output: string | null; error: string | null };
  errors: unknown;
}

interface BatchVendor extends VendorServer {
  jobs: Job[];
  files: Map<string, string>;
  fate: Fate;
  /** Ends a batch as the description says; the lines get their fates. */
  finish(job: Job, status: 'completed' | 'expired' | 'cancelled'): void;
  /** What is done instead of the next answer to `POST /v1/batches`, after it was taken or not. */
  trouble: { isTaken: boolean; answer(response: ServerResponse): void } | null;
  /** Runs before each look. */
  onLook(job: Job): void;
  lines(job: Job): Line[];
}

const usage = {
  prompt_tokens: 1000,
  completion_tokens: 500,
  total_tokens: 1500,
  prompt_tokens_details: { cached_tokens: 0 },
  completion_tokens_details: { reasoning_tokens: 0 },
};

/** The files and batches of OpenAI, over a real socket, with the fields of its published description. */
export async function openBatchVendor(now: () => number): Promise<BatchVendor> {
  const jobs: Job[] = [];
  const files = new Map<string, string>();
  const seconds = (): number => Math.floor(now() / 1000);
  const shown = ({ counts, files: own, ...job }: Job) => ({
    ...job,
    object: 'batch',
    model: 'gpt-4o-mini-2024-07-18',
    completion_window: '24h',
    expires_at: job.created_at + 24 * 3600,
    output_file_id: own.output,
    error_file_id: own.error,
    request_counts: counts,
  });
  const found = (id: string): Job => {
    const job = jobs.find((one) => one.id === id);
    if (!job) throw new Error(`there is no batch ${id}`);
    return job;
  };

  const create = async ({ body }: Asked, response: ServerResponse): Promise<void> => {
    const { trouble } = vendor;
    vendor.trouble = null;
    if (!trouble || trouble.isTaken) {
      const given = body as Pick<Job, 'endpoint' | 'input_file_id' | 'metadata'>;
      const job: Job = {
        ...given,
        id: `batch_${jobs.length + 1}`,
        created_at: seconds(),
        status: 'validating',
        counts: { total: 0, completed: 0, failed: 0 },
        files: { output: null, error: null },
        errors: null,
      };
      jobs.unshift(job);
      vendor.routes[`GET /v1/batches/${job.id}`] = (asked, to) => {
        vendor.onLook(found(job.id));
        json(shown(found(job.id)))(asked, to);
      };
      vendor.routes[`POST /v1/batches/${job.id}/cancel`] = (asked, to) => {
        found(job.id).status = 'cancelling';
        json(shown(found(job.id)))(asked, to);
      };
      if (!trouble) return json(shown(job))({} as Asked, response);
    }
    trouble?.answer(response);
  };

  const server = await openVendorServer({
    'GET /v1/models': json({ data: [{ id: 'gpt-4o-mini' }, { id: 'gpt-4o' }, { id: 'text-embedding-3-small' }] }),
    'POST /v1/files': async ({ body, headers }, response) => {
      const form = await new Response(String(body), {
        headers: { 'content-type': headers['content-type'] ?? '' },
      }).formData();
      const file = form.get('file') as File;
      const id = `file-${files.size + 1}`;
      files.set(id, await file.text());
      serve(id);
      json({ id, object: 'file', filename: file.name, bytes: file.size, purpose: 'batch', created_at: seconds() })(
        {} as Asked,
        response,
      );
    },
    'GET /v1/batches': (asked, response) => {
      const after = new URL(asked.line.split(' ')[1] ?? '').searchParams.get('after');
      const from = after ? jobs.findIndex(({ id }) => id === after) + 1 : 0;
      const page = jobs.slice(from, from + 2);
      json({ object: 'list', data: page.map(shown), has_more: from + 2 < jobs.length })(asked, response);
    },
    'POST /v1/batches': create,
  });
  const serve = (id: string): void => {
    vendor.routes[`GET /v1/files/${id}/content`] = (_asked, response) => void response.end(files.get(id));
    vendor.routes[`DELETE /v1/files/${id}`] = json({ id, object: 'file', deleted: true });
  };
  const lines = ({ input_file_id }: Job): Line[] =>
    (files.get(input_file_id) ?? '')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);

  const vendor: BatchVendor = Object.assign(server, {
    jobs,
    files,
    lines,
    fate: (() => 'answered') as Fate,
    trouble: null,
    onLook: () => {},
    finish(job: Job, status: 'completed' | 'expired' | 'cancelled') {
      const output: string[] = [];
      const errors: string[] = [];
      const result = (line: Line, rest: object): string =>
        JSON.stringify({
          id: `batch_req_${line.custom_id}`,
          custom_id: line.custom_id,
          response: null,
          error: null,
          ...rest,
        });
      // In an order of its own.
      for (const line of lines(job).toReversed()) {
        const fate = vendor.fate(line);
        const answer = (status_code: number, body: unknown) => ({
          response: { status_code, request_id: 'req_1', body },
        });
        const message = { role: 'assistant', content: `answer to ${line.custom_id}` };
        const choices = [{ index: 0, message, finish_reason: 'stop' }];
        const body = { id: 'chatcmpl-1', object: 'chat.completion', model: 'gpt-4o-mini-2024-07-18', choices, usage };
        if (fate === 'answered') output.push(result(line, answer(200, body)));
        if (fate === 'refused')
          errors.push(result(line, answer(400, { error: { message: 'Bad value.', code: null } })));
        const code = `batch_${status}`;
        if (fate === 'not-run') errors.push(result(line, { error: { code, message: 'This request was not run.' } }));
      }
      const put = (name: string, all: string[]): string | null => {
        if (all.length === 0) return null;
        files.set(name, `${all.join('\n')}\n`);
        serve(name);
        return name;
      };
      job.files = { output: put(`${job.id}-out`, output), error: put(`${job.id}-err`, errors) };
      job.counts = { total: lines(job).length, completed: output.length, failed: errors.length };
      job.status = status;
    },
  });
  return vendor;
}
