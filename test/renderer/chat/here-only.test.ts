import { expect, test } from 'vitest';
import { lastTarget } from '../../../renderer/features/chat/choose-target.ts';
import { isHere } from '../../../renderer/features/chat/here-only.ts';
import type { Alias } from '../../../shared/model/alias.ts';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';

const here = { providerId: localProviderId, modelId: 'm' };
const away = { providerId: 'p1' as ProviderId, modelId: 'm' };
const aliases = [
  {
    name: 'mixed',
    targets: [
      { target: away, isEnabled: true },
      { target: here, isEnabled: true },
    ],
  },
  {
    name: 'off',
    targets: [
      { target: away, isEnabled: true },
      { target: here, isEnabled: false },
    ],
  },
] as Alias[];

// Catches: a name offered in a chat that stays here although nobody here stands behind it, and the other way round.
test('a chat that stays here may ask only whom somebody here stands behind', () => {
  expect([here, away].map((asked) => isHere(asked, aliases))).toEqual([true, false]);
  const names = ['auto', 'mixed', 'off', 'gone'];
  expect(names.filter((name) => isHere({ name }, aliases))).toEqual(['auto', 'mixed']);
});

// Catches: a conversation that goes back to the model that broke off.
test('who went on with the last answer is asked next', () => {
  const seams = [{ at: 3, target: here, after: 'failed' }];
  expect(lastTarget([{ target: away, seams }] as Message[])).toEqual(here);
});
