import type { ImageModelV4CallOptions } from '@ai-sdk/provider';
import { describe, expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import type { Vendor } from '../../../electron/providers/define-vendor.ts';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { huggingface } from '../../../electron/providers/vendors/huggingface.ts';
import { hyperbolic } from '../../../electron/providers/vendors/hyperbolic.ts';
import { imageCall } from '../../helpers/image-call.ts';

const picture = { type: 'file' as const, mediaType: 'image/png', data: '/9g=' };
const connect = (vendor: Vendor, answer: () => Response) =>
  vendor.connect({ settings: {}, apiKey: new Secret('made-up'), fetch: async () => answer() });

const draw = async (vendor: Vendor, answer: () => Response, call: Partial<ImageModelV4CallOptions> = {}) =>
  (await connect(vendor, answer).model('image', 'a/b')).doGenerate(imageCall(call));
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'fine',
    (thrown: unknown) => classifyError(thrown, { provider: 'P', host: 'h', modelId: 'a/b', hasContent: false }).code,
  );

const good: [string, Vendor, () => Response][] = [
  ['bytes', huggingface, () => new Response(new Uint8Array([1, 2]), { headers: { 'content-type': 'image/png' } })],
  ['base64', hyperbolic, () => Response.json({ images: [{ image: '/9g=' }] })],
];
const bad: [string, Vendor, () => Response][] = [
  ['JSON in place of bytes', huggingface, () => Response.json([{ label: 'train', score: 0.9 }])],
  ['nothing', huggingface, () => new Response('', { headers: { 'content-type': 'image/png' } })],
  ['an empty list', hyperbolic, () => Response.json({ images: [] })],
];

describe('a picture', () => {
  // Catches: an answer that is no picture, kept as one.
  test.each(bad)('is not made of %s', async (_what, vendor, answer) => {
    expect(await codeOf(draw(vendor, answer))).toBe('PROVIDER_BAD_ANSWER');
  });

  // Catches: a picture to begin with, or a shape, that is left out without a word.
  test.each(good)('from %s says what it could not do', async (_what, vendor, answer) => {
    expect((await draw(vendor, answer, { aspectRatio: '16:9' })).warnings).toEqual([
      { type: 'unsupported', feature: 'aspectRatio' },
    ]);
    expect(await codeOf(draw(vendor, answer, { files: [picture] }))).toBe('MODEL_LACKS_CAPABILITY');
  });
});

// Catches: a picture asked past the proxy that stands before the vendor.
test('a task lies beside the chat, below whatever stands before both', async () => {
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (input) => {
    asked.push(new Request(input).url);
    return new Response(new Uint8Array([1]), { headers: { 'content-type': 'image/png' } });
  };
  for (const baseUrl of ['https://router.huggingface.co/v1', 'https://proxy.example.com/hf/v1']) {
    const connection = huggingface.connect({ settings: { baseUrl }, apiKey: new Secret('made-up'), fetch });
    await (await connection.model('image', 'a/b')).doGenerate(imageCall({}));
  }
  expect(asked).toEqual([
    'https://router.huggingface.co/hf-inference/models/a/b',
    'https://proxy.example.com/hf/hf-inference/models/a/b',
  ]);
});

// Catches: vectors that are laid beside the wrong texts, or those of every word taken for that of a text.
test.each([
  ['too few', [[0.5, 0.25]]],
  [
    'one for each word',
    [
      [[0.5], [0.25]],
      [[1], [0]],
    ],
  ],
])('vectors that are %s are no answer', async (_what, body) => {
  const model = await connect(huggingface, () => Response.json(body)).model('embedding', 'a/b');
  const asked = Promise.resolve(model.doEmbed({ values: ['one', 'two'] }));
  expect(await codeOf(asked)).toBe('PROVIDER_BAD_ANSWER');
});
