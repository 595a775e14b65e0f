// Catches: a rule that reads as something else than it does, in one of the languages.
import { describe, expect, test } from 'vitest';
import { conditionWords } from '../../../renderer/features/routing/condition-words.ts';
import { doorOptions } from '../../../renderer/features/routing/names-of.ts';
import { figuresOf, planFacts, reasonWords } from '../../../renderer/features/routing/plan-words.ts';
import { ruleSentence } from '../../../renderer/features/routing/rule-words.ts';
import { createFormat } from '../../../renderer/lib/format.ts';
import { catalogueFor, type Language } from '../../../shared/i18n/index.ts';
import type { AliasId, ProviderId } from '../../../shared/model/ids.ts';
import type { RoutePlan } from '../../../shared/model/route.ts';
import type { Condition } from '../../../shared/model/routing.ts';
import type { Action } from '../../../shared/model/rule.ts';

const i18n = (language: Language) => ({ t: catalogueFor(language), format: createFormat(language), language });
const [en, de] = [i18n('en'), i18n('de')];
const fast = 'a1' as AliasId;
const target = { providerId: 'p1' as ProviderId, modelId: 'gpt-x' };
const names = { target: () => 'GPT X', alias: (id: AliasId) => (id === fast ? 'fast' : undefined) };
const local: Action = { isLocalOnly: true };

// Catches: a door of another version that is swapped for one of ours by opening and saving its rule.
test('an unknown door can be kept, a known one is not offered twice', () => {
  const values = (chosen: string) => doorOptions(chosen, en.t).map(({ value }) => value);
  expect(values('openai-responses')).toEqual([
    'window',
    'openai-chat',
    'openai-embeddings',
    'batch',
    'openai-responses',
  ]);
  expect(values('batch')).toEqual(['window', 'openai-chat', 'openai-embeddings', 'batch']);
});

describe('a condition', () => {
  const email: Condition = { personalData: ['email', 'phone'] };
  const cases: [Condition, string, string][] = [
    [
      email,
      'the text holds an e-mail address or a phone number',
      'der Text eine E-Mail-Adresse oder eine Telefonnummer enthält',
    ],
    [
      { not: email },
      'the text does not hold an e-mail address or a phone number',
      'der Text nicht eine E-Mail-Adresse oder eine Telefonnummer enthält',
    ],
    [{ model: 'fast' }, '“fast” is asked for', '„fast“ verlangt wird'],
    [{ model: 'gpt-*' }, 'a name like “gpt-*” is asked for', 'ein Name wie „gpt-*“ verlangt wird'],
    [
      { inputTokens: { atLeast: 8000 } },
      'the prompt has at least 8,000 tokens',
      'die Eingabe mindestens 8.000 Token hat',
    ],
    [
      { not: { inputTokens: { atMost: 10 } } },
      'the prompt has more than 10 tokens',
      'die Eingabe mehr als 10 Token hat',
    ],
    [{ inputTokens: { atLeast: 0, atMost: 0 } }, 'the prompt has from 0 to 0 tokens', 'die Eingabe 0 bis 0 Token hat'],
    [{ isOffline: false }, 'this computer is online', 'dieser Rechner online ist'],
    [{ not: { isOffline: false } }, 'this computer is offline', 'dieser Rechner offline ist'],
    [{ budgetUsed: 80 }, 'at least 80% of a budget is spent', 'von einem Budget mindestens 80 % verbraucht sind'],
    [
      { localWait: 3000 },
      'a local model would let it wait 3 sec or longer',
      'ein lokales Modell sie 3 Sek. oder länger warten ließe',
    ],
    [{ door: 'window' }, 'it comes from this window', 'sie aus diesem Fenster kommt'],
    [{ door: 'batch' }, 'it comes in at the door “Batches”', 'sie durch die Tür „Stapel“ kommt'],
    [{ not: { door: 'x' } }, 'it does not come in at the door “x”', 'sie nicht durch die Tür „x“ kommt'],
    [
      { time: { from: '22:00', until: '07:00', days: [5, 1] } },
      'it is between 22:00 and 07:00 on a Monday or a Friday',
      'es zwischen 22:00 und 07:00 Uhr am Montag oder am Freitag ist',
    ],
    [
      { time: { from: '09:00', until: '17:00', days: [5, 4, 3, 2, 1] } },
      'it is between 09:00 and 17:00 on a weekday',
      'es zwischen 09:00 und 17:00 Uhr an einem Werktag ist',
    ],
    [{ not: { not: { tag: 'a' } } }, 'it has the tag “a”', 'sie das Schlagwort „a“ hat'],
    [
      { not: { any: [{ tag: 'a' }, { tag: 'b' }] } },
      'none of this is so: it has the tag “a” or it has the tag “b”',
      'nichts davon zutrifft: sie das Schlagwort „a“ hat oder sie das Schlagwort „b“ hat',
    ],
  ];

  // Catches: a denial that is read as its opposite, and words of one language in the other.
  test.each(cases)('%j', (condition, english, german) => {
    const plain = (text: string) => text.replaceAll('\u00a0', ' ').replaceAll('\u202f', ' ');
    expect(plain(conditionWords(condition, en))).toBe(english.replace('3 sec', plain(en.format.duration(3000))));
    expect(plain(conditionWords(condition, de))).toBe(german.replace('3 Sek.', plain(de.format.duration(3000))));
  });

  // Catches: "a or b and c", which is either of two rules.
  test('of groups shows what belongs together', () => {
    const both: Condition = { all: [{ any: [{ tag: 'a' }, { tag: 'b' }] }, { isOffline: true }] };
    expect(conditionWords(both, en)).toBe('(it has the tag “a” or it has the tag “b”) and this computer is offline');
  });
});

describe('a rule', () => {
  // Catches: an action that the sentence leaves out.
  test('says when and all that it does', () => {
    const when: Condition = { personalData: ['email'] };
    const rule = { when, actions: [local, { addTag: 'private' }] };
    expect(ruleSentence(rule, names, en)).toBe(
      'If the text holds an e-mail address, keep it on this computer and give it the tag “private”.',
    );
    expect(ruleSentence(rule, names, de)).toBe(
      'Wenn der Text eine E-Mail-Adresse enthält, dann auf diesem Rechner behalten und das Schlagwort „private“ geben.',
    );
  });

  // Catches: an id on the screen, and an alias that is gone shown as if it were there.
  test('calls models and aliases by their names', () => {
    const of = (action: Action) => ruleSentence({ when: null, actions: [action] }, names, en);
    expect(of({ target })).toBe('For every request: send it to GPT X.');
    expect(of({ alias: fast })).toBe('For every request: send it through “fast”.');
    expect(of({ alias: 'gone' as AliasId })).toContain('an alias that is gone');
    expect(of({ strategy: 'cheapest' })).toContain('Cheapest');
    expect(of({ parameters: { temperature: 1, seed: 2 } })).toContain('set temperature and seed');
  });
});

describe('a plan', () => {
  const plan: RoutePlan = {
    asked: 'fast',
    alias: { id: fast, name: 'fast' },
    rules: [],
    strategy: 'least-latency',
    task: 'coding',
    confidence: 0.83,
    inputTokens: 1240,
    isLocalOnly: true,
    tags: [],
    attempts: [],
    passedOver: [],
  };

  // Catches: an unknown figure drawn as zero, and a free model that looks unpriced.
  test('has a unit for each figure, and none for what is not known', () => {
    expect(figuresOf({ cost: null, latency: null, quality: null }, en)).toEqual([]);
    const texts = figuresOf({ cost: 2_100_000, latency: 640, quality: 0.72 }, en).map(({ value }) => value);
    expect(texts).toEqual(['72%', 'about 640 ms', 'about US$0.0021']);
    expect(figuresOf({ cost: 0, latency: null, quality: null }, en)[0]?.value).toBe('free');
  });

  // Catches: a reason that names the strategy where a rule decided.
  test('says why', () => {
    expect(reasonWords({ reason: 'strategy' }, plan, en)).toBe('By the strategy “Fastest”');
    const byRule = { ...plan, rules: [{ id: 'r' as never, name: 'Home' }] };
    expect(reasonWords({ reason: 'rule' }, byRule, en)).toBe('The rule “Home” says so');
    expect(reasonWords({ reason: 'rule' }, byRule, de)).toBe('Die Regel „Home“ sagt es so');
    const decided = [{ id: 'q' as never, name: 'Cloud', isDeciding: true as const }, ...byRule.rules];
    expect(reasonWords({ reason: 'rule' }, { ...plan, rules: decided }, en)).toBe('The rule “Cloud” says so');
    expect(planFacts(plan, en)).toEqual([
      'through “fast”',
      'task: coding',
      'about 1,240 tokens',
      'stays on this computer',
      '83% sure',
    ]);
  });
});
