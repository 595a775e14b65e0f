import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineModel } from '../../../../electron/local/engine/engine.ts';
import { writeGguf } from '../../../helpers/models/build/gguf-writer.ts';
import { answer, open, textRequest } from './open-parts.ts';
import { recurrentModel } from './recurrent-model.ts';

// Catches: a model whose state cannot be cut back reading every prompt again, or waiting for itself while it does.

let folder: string;
let model: EngineModel;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'engine-recurrent-'));
  const path = join(folder, 'recurrent.gguf');
  writeGguf(path, recurrentModel());
  model = await open(path);
});
afterAll(async () => {
  await model.close();
  rmSync(folder, { recursive: true });
});

const prompt = Array.from({ length: 200 }, (_, index) => 65 + ((index * 7) % 50));
const ask = (tokens: readonly number[]) => answer(model, textRequest(tokens, { maxTokens: 20 }));

test('the same prompt again is not read again, though the answer behind it has to go', async () => {
  const first = await ask(prompt);
  const again = await ask(prompt);
  expect(again.text).toBe(first.text);
  expect([first.end.usage.cachedTokens, again.end.usage.cachedTokens]).toEqual([0, 199]);
});

test('another prompt that begins the same way is read from the start, to the right answer', async () => {
  const other = [...prompt.slice(0, 150), 40, 41, 42];
  const changed = await ask(other);
  const whole = await Promise.all([ask(prompt), ask(other)]);
  expect(whole[1]?.text).toBe(changed.text);
});

test('two that begin at once go on beside each other', async () => {
  const [one, two] = await Promise.all([ask(prompt), ask([...prompt].toReversed())]);
  await expect(ask(prompt)).resolves.toMatchObject({ text: one?.text });
  await expect(ask([...prompt].toReversed())).resolves.toMatchObject({ text: two?.text });
});
