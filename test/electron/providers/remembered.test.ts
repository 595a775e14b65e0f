import { expect, test } from 'vitest';
import { createRemembered } from '../../../electron/providers/forms/asking/remembered.ts';

// Catches: a list that is asked for with every request, or never again.
test('asks once for as long as it is good', async () => {
  let clock = 0;
  let asked = 0;
  const remembered = createRemembered<number>(100, () => clock);
  const ask = async () => {
    asked += 1;
    return asked;
  };
  expect([await remembered('a', ask), await remembered('a', ask), await remembered('b', ask)]).toEqual([1, 1, 2]);
  clock = 100;
  expect(await remembered('a', ask)).toBe(3);
});

// Catches: the refusal of one key, or the cancel of one caller, told to another who asks at the same time.
test('what goes wrong for one is not told to another', async () => {
  const remembered = createRemembered<string>(100);
  const refused = remembered('a', () => Promise.reject(new Error('this key is refused')));
  const other = remembered('a', async () => 'answer');
  await expect(refused).rejects.toThrow('this key is refused');
  expect(await other).toBe('answer');
});
