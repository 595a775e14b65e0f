import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { openai } from '../../../electron/providers/vendors/openai.ts';

const verdict = { flagged: false, categories: {}, category_scores: {} };

async function moderate(results: object[], inputs: string[], signal?: AbortSignal) {
  let headers = new Headers();
  const connection = openai.connect({
    settings: { organization: 'org-1', project: 'proj_1' },
    apiKey: new Secret('made-up'),
    async fetch(input, init) {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      headers = request.headers;
      return Response.json({ id: 'modr-1', model: 'm', results });
    },
  });
  const model = await connection.model('moderation', 'omni-moderation-latest');
  return { ...(await model.moderate({ inputs, ...(signal && { abortSignal: signal }) })), headers };
}

// Catches: verdicts that are laid beside the wrong texts.
test('has one verdict for each text', async () => {
  expect((await moderate([verdict, verdict], ['a', 'b'])).results).toHaveLength(2);
  await expect(moderate([verdict], ['a', 'b'])).rejects.toMatchObject({ code: 'PROVIDER_BAD_ANSWER' });
});

// Catches: a question that is paid by another project than the one that was chosen.
test('says which organization and project ask', async () => {
  const { headers } = await moderate([verdict], ['a']);
  expect(headers.get('openai-organization')).toBe('org-1');
  expect(headers.get('openai-project')).toBe('proj_1');
});

// Catches: a question that goes on although nobody waits for it.
test('is let go of when it is cancelled', async () => {
  await expect(moderate([verdict], ['a'], AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
});
