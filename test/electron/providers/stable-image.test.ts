import type { ImageModelV4CallOptions } from '@ai-sdk/provider';
import { expect, test } from 'vitest';
import { Secret } from '../../../electron/lib/secret.ts';
import { classifyError } from '../../../electron/providers/errors/classify-error.ts';
import { stability } from '../../../electron/providers/vendors/stability.ts';
import { imageCall } from '../../helpers/image-call.ts';

const picture = { type: 'file' as const, mediaType: 'image/png', data: '/9g=' };

async function draw(modelId: string, call: Partial<ImageModelV4CallOptions>) {
  let sent: Record<string, FormDataEntryValue> = {};
  let path = '';
  const connection = stability.connect({
    settings: {},
    apiKey: new Secret('made-up'),
    async fetch(input, init) {
      const request = new Request(input, init);
      path = new URL(request.url).pathname;
      sent = Object.fromEntries(await request.formData());
      return Response.json({ image: '/9g=', finish_reason: 'SUCCESS', seed: 7 });
    },
  });
  const { warnings } = await (await connection.model('image', modelId)).doGenerate(imageCall(call));
  return { sent, path, warnings };
}

const codeOf = (modelId: string, call: Partial<ImageModelV4CallOptions>) =>
  draw(modelId, call).then(
    () => 'drawn',
    (thrown: unknown) => classifyError(thrown, { provider: 'P', host: 'h', modelId, hasContent: false }).code,
  );

// Catches: a size that is ignored without a word, or sent where it is refused.
test('a size is drawn in the nearest shape, and that is said', async () => {
  const { sent, warnings } = await draw('stable-image-core', { size: '1792x1024' });
  expect(sent['aspect_ratio']).toBe('16:9');
  expect(warnings).toEqual([{ type: 'compatibility', feature: 'size', details: '1792x1024 is drawn as 16:9' }]);
  expect(await draw('stable-image-core', { aspectRatio: '21:9' })).toMatchObject({ warnings: [] });
});

// Catches: a picture to begin with that is left out, so that something else is drawn and paid for.
test('a picture that cannot be taken is refused', async () => {
  expect(await codeOf('stable-image-core', { files: [picture] })).toBe('MODEL_LACKS_CAPABILITY');
  expect(await codeOf('stable-image-ultra', { mask: picture })).toBe('MODEL_LACKS_CAPABILITY');
  const far = { type: 'url' as const, url: 'https://example.com/a.png' };
  expect(await codeOf('stable-image-ultra', { files: [far] })).toBe('MODEL_LACKS_CAPABILITY');
});

// Catches: options of its own that do not arrive, or a picture that keeps nothing of the one it began with.
test('its own options come through', async () => {
  const providerOptions = { stability: { strength: 0.2, negative_prompt: 'people' } };
  const { sent, path } = await draw('sd3.5-large', { files: [picture], providerOptions });
  expect(path).toBe('/v2beta/stable-image/generate/sd3');
  expect(sent).toMatchObject({ strength: '0.2', negative_prompt: 'people', mode: 'image-to-image' });
});

// Catches: a picture with a mask that goes where masks are not known, and whoever asked thinking the chosen model drew it.
test('a mask is the work of another model, and that is said', async () => {
  const { path, warnings } = await draw('sd3.5-large', { files: [picture], mask: picture });
  expect(path).toBe('/v2beta/stable-image/edit/inpaint');
  expect(warnings).toHaveLength(1);
});
