// Catches: an engine under Electron that starts the app a second time to try its binary out, and then finds none. Fails
// too when a new version of the engine has its test in another file.
import { expect, test } from 'vitest';
import { skipSelfTest } from '../../../../electron/local/process/skip-self-test.ts';

test('the engine loads its binary without a child of its own', async () => {
  skipSelfTest();
  const file = new URL('bindings/utils/testBindingBinary.js', import.meta.resolve('node-llama-cpp'));
  const { testBindingBinary } = (await import(file.href)) as { testBindingBinary(path: string): Promise<boolean> };
  expect(await testBindingBinary('/nowhere.node')).toBe(true);
  const { getLlama } = await import('node-llama-cpp');
  const llama = await getLlama({ gpu: false, build: 'never', skipDownload: true, progressLogs: false });
  expect(llama.gpu).toBe(false);
  await llama.dispose();
});
