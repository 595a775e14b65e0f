import { generateKeyPairSync } from 'node:crypto';
import type { LanguageModelV4Prompt } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { addProvider, json, openVendorServer } from './vendor-server.ts';

const { signal } = new AbortController();
const key = 'sk-test-0123456789';
const prompt: LanguageModelV4Prompt = [
  { role: 'system', content: 'Be brief.' },
  {
    role: 'user',
    content: [
      { type: 'text', text: 'What is this?' },
      { type: 'file', mediaType: 'image/png', data: { type: 'data', data: new Uint8Array([1, 2, 3]) } },
    ],
  },
];
const question = { type: 'text', text: 'What is this?' };

const account = JSON.stringify({
  type: 'service_account',
  project_id: 'project',
  client_email: 'robot@project.iam.gserviceaccount.com',
  private_key: generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs8', format: 'pem' }),
  token_uri: 'https://oauth2.googleapis.com/token',
});

const cases = [
  {
    kind: 'anthropic',
    modelId: 'claude-haiku-4-5',
    route: 'POST /v1/messages/count_tokens',
    line: 'POST https://api.anthropic.com/v1/messages/count_tokens',
    answer: { input_tokens: 42 },
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01' },
    body: {
      model: 'claude-haiku-4-5',
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [question, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQID' } }],
        },
      ],
    },
  },
  {
    kind: 'openai',
    modelId: 'gpt-5.1',
    route: 'POST /v1/responses/input_tokens',
    line: 'POST https://api.openai.com/v1/responses/input_tokens',
    answer: { object: 'response.input_tokens', input_tokens: 42 },
    headers: { authorization: `Bearer ${key}` },
    body: {
      model: 'gpt-5.1',
      input: [
        { role: 'developer', content: 'Be brief.' },
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            { type: 'input_image', image_url: 'data:image/png;base64,AQID' },
          ],
        },
      ],
    },
  },
  {
    kind: 'google',
    modelId: 'gemini-2.5-flash',
    route: 'POST /v1beta/models/gemini-2.5-flash:countTokens',
    line: 'POST https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-flash:countTokens',
    answer: { totalTokens: 42 },
    headers: { 'x-goog-api-key': key },
    body: {
      generateContentRequest: {
        model: 'models/gemini-2.5-flash',
        generationConfig: {},
        systemInstruction: { parts: [{ text: 'Be brief.' }] },
        contents: [
          {
            role: 'user',
            parts: [{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: 'AQID' } }],
          },
        ],
      },
    },
  },
  {
    kind: 'google-vertex',
    apiKey: account,
    modelId: 'gemini-2.5-flash',
    route: 'POST /v1beta1/projects/project/locations/global/publishers/google/models/gemini-2.5-flash:countTokens',
    line: 'POST https://aiplatform.googleapis.com/v1beta1/projects/project/locations/global/publishers/google/models/gemini-2.5-flash:countTokens',
    answer: { totalTokens: 42 },
    headers: { authorization: 'Bearer ya29.token' },
    body: {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        { role: 'user', parts: [{ text: 'What is this?' }, { inlineData: { mimeType: 'image/png', data: 'AQID' } }] },
      ],
    },
  },
  {
    kind: 'google-vertex',
    apiKey: account,
    modelId: 'claude-haiku-4-5',
    route: 'POST /v1/projects/project/locations/global/publishers/anthropic/models/count-tokens:rawPredict',
    line: 'POST https://aiplatform.googleapis.com/v1/projects/project/locations/global/publishers/anthropic/models/count-tokens:rawPredict',
    answer: { input_tokens: 42 },
    headers: { authorization: 'Bearer ya29.token' },
    body: {
      model: 'claude-haiku-4-5',
      system: [{ type: 'text', text: 'Be brief.' }],
      messages: [
        {
          role: 'user',
          content: [question, { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'AQID' } }],
        },
      ],
    },
  },
  {
    kind: 'amazon-bedrock',
    apiKey: `AKIA${'A'.repeat(16)}:${'s'.repeat(40)}`,
    settings: { region: 'eu-central-1' },
    modelId: 'anthropic.claude-haiku-4-5',
    route: 'POST /model/anthropic.claude-haiku-4-5/count-tokens',
    line: 'POST https://bedrock-runtime.eu-central-1.amazonaws.com/model/anthropic.claude-haiku-4-5/count-tokens',
    answer: { inputTokens: 42 },
    headers: { authorization: expect.stringMatching(/^AWS4-HMAC-SHA256 Credential=AKIA/) },
    body: {
      input: {
        converse: {
          system: [{ text: 'Be brief.' }],
          messages: [
            {
              role: 'user',
              content: [{ text: 'What is this?' }, { image: { format: 'png', source: { bytes: 'AQID' } } }],
            },
          ],
        },
      },
    },
  },
];

describe('tokens of a prompt, counted by the provider', () => {
  // Catches: a count of something else than what would be sent, or the answer asked for (and paid) in place of the count.
  test.each(cases)('$kind with $modelId', async ({ route, line, answer, headers, body, modelId, ...own }) => {
    const server = await openVendorServer({
      [route]: json(answer),
      'POST /token': json({ access_token: 'ya29.token', expires_in: 3600, token_type: 'Bearer' }),
    });
    const { extras, provider } = await addProvider(server, own);
    expect(await extras.countTokens({ providerId: provider.id, modelId }, prompt, signal)).toBe(42);
    const counted = server.asked.find((one) => one.line === line);
    expect(counted?.body).toEqual(body);
    expect(counted?.headers).toMatchObject(headers);
    expect(server.asked.filter(({ line: asked }) => !asked.includes('oauth2'))).toEqual([counted]);
  });

  // Catches: a refusal read as zero tokens; a model's absence told as something else; a prompt in an error.
  test('a refusal is told as what it is', async () => {
    const server = await openVendorServer({
      'POST /v1/messages/count_tokens': json(
        { type: 'error', error: { type: 'not_found_error', message: 'model: claude-none' } },
        404,
      ),
    });
    const { extras, provider } = await addProvider(server, { kind: 'anthropic' });
    const target = { providerId: provider.id, modelId: 'claude-none' };
    const thrown = await extras.countTokens(target, prompt, signal).catch((error: unknown) => error);
    expect(thrown).toMatchObject({ code: 'MODEL_NOT_FOUND' });
    expect(String(thrown)).not.toContain('What is this');
    server.routes['POST /v1/messages/count_tokens'] = json({ tokens: 'many' });
    await expect(extras.countTokens(target, prompt, signal)).rejects.toMatchObject({ code: 'PROVIDER_BAD_ANSWER' });
  });

  // Catches: a number made up where nobody can know it.
  test('a vendor without such a call says so', async () => {
    const server = await openVendorServer({});
    const { extras, provider } = await addProvider(server, { kind: 'groq' });
    const asking = extras.countTokens({ providerId: provider.id, modelId: 'llama' }, prompt, signal);
    await expect(asking).rejects.toMatchObject({
      code: 'MODEL_LACKS_CAPABILITY',
      message: expect.stringContaining('Groq'),
      details: { capability: 'token-count' },
    });
  });
});
