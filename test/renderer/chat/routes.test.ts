import { describe, expect, test } from 'vitest';
import { chooseAsked, lastName } from '../../../renderer/features/chat/choose-target.ts';
import { isNameUsable, routeChoices, sameAsked } from '../../../renderer/features/chat/route-choices.ts';
import { attemptTimes, routeSummary } from '../../../renderer/features/chat/route-words.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor } from '../../../shared/i18n/index.ts';
import type { Alias } from '../../../shared/model/alias.ts';
import type { Message } from '../../../shared/model/conversation.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import type { AttemptRecord } from '../../../shared/model/route.ts';

const i18n = { t: catalogueFor('en'), format: createFormat('en') };
const target = { providerId: 'p1' as ProviderId, modelId: 'm' };
const alias = (name: string, isEnabled = true) => ({ name, isEnabled, description: `for ${name}` }) as Alias;
const answerOf = (asked: string | null): Message =>
  ({ target, facts: { route: { asked, attempts: 1, rules: 0, isCached: false } } }) as Message;

describe('whom the next message is for', () => {
  const hints = { picked: null, lastName: null, isNameUsable: () => true, chooseModel: () => target };

  // Catches: a conversation with an alias that goes on with whichever model happened to answer first.
  test('who asked for a name goes on asking for it', () => {
    expect(chooseAsked({ ...hints, lastName: lastName([answerOf('fast'), { target: null } as Message]) })).toEqual({
      name: 'fast',
    });
    expect(lastName([answerOf('fast'), answerOf(null)])).toBeNull();
    expect(lastName([])).toBeNull();
  });

  // Catches: a model that was picked and is not asked, and a name that is gone asked all the same.
  test('what is picked wins, as long as it is there', () => {
    expect(chooseAsked({ ...hints, picked: target, lastName: 'fast' })).toBe(target);
    expect(chooseAsked({ ...hints, picked: { name: 'slow' }, lastName: 'fast' })).toEqual({ name: 'slow' });
    expect(chooseAsked({ ...hints, picked: { name: 'slow' }, isNameUsable: () => false })).toBe(target);
  });

  // Catches: an alias that is off, offered or asked.
  test('names are auto and the aliases that are on', () => {
    const aliases = [alias('fast'), alias('old', false)];
    expect(routeChoices(aliases, '', 'all models').map(({ name }) => name)).toEqual(['auto', 'fast']);
    expect(routeChoices(aliases, 'for fast', 'all models').map(({ name }) => name)).toEqual(['fast']);
    expect(routeChoices(aliases, 'models', 'all models')).toEqual([]);
    expect(['auto', 'fast', 'old', 'gone'].map((name) => isNameUsable(name, aliases))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isNameUsable('fast', null)).toBe(false);
  });

  // Catches: a tick beside a model of the same name as an alias.
  test('a name is no model', () => {
    expect(sameAsked({ name: 'm' }, target)).toBe(false);
    expect(sameAsked({ name: 'm' }, { name: 'm' })).toBe(true);
    expect(sameAsked(target, { ...target })).toBe(true);
  });
});

describe('the route under an answer', () => {
  // Catches: a part of the way that is not told, and one that is told though it was not so.
  test('is told in few words', () => {
    const straight = { asked: null, attempts: 1, rules: 0, isCached: false };
    expect(routeSummary({ ...straight, asked: 'fast', attempts: 2 }, i18n)).toBe('via fast, 2 tries');
    expect(routeSummary({ ...straight, rules: 1, isCached: true }, i18n)).toBe('by 1 rule, from the cache');
    expect(routeSummary(straight, i18n)).toBe('Route');
  });

  // Catches: a time without its unit, and one to a first word that never came.
  test('has the times of each try', () => {
    const attempt = { outcome: 'answered', firstToken: 640, duration: 2100 } as AttemptRecord;
    expect(attemptTimes(attempt, i18n)).toBe(`first word after 640 ms, took ${i18n.format.duration(2100)}`);
    expect(attemptTimes({ ...attempt, firstToken: null }, i18n)).toBe(`took ${i18n.format.duration(2100)}`);
    expect(attemptTimes({ ...attempt, outcome: 'failed' }, i18n)).toBe(`after ${i18n.format.duration(2100)}`);
  });
});
