import { expect, test } from 'vitest';
import type { RuleChoices } from '../../../shared/model/rule.ts';
import { openRoutedGateway } from './routed-gateway.ts';

const rule = (choices: Partial<RuleChoices>): RuleChoices => ({
  name: 'A rule',
  isEnabled: true,
  when: null,
  actions: [{ addTag: 'seen' }],
  ...choices,
});

async function open() {
  const host = await openRoutedGateway(['one', 'two']);
  host.alias('fast', [host.target('one', 'fail-500'), host.target('two', 'echo')]);
  host.alias('broken', [host.target('one', 'fail-503')]);
  host.routing.config.createRule(rule({ when: { personalData: ['email'] }, name: 'Looks for addresses' }));
  const ask = (name: string, text: string) => host.ask(name, { messages: [{ role: 'user', text }] });
  await ask('fast', 'Hello.');
  await ask('fast', 'Write to anna@example.org.');
  await ask('broken', 'Hello.');
  await ask('two/echo', 'Hello.');
  return { ...host, say: ask };
}

// Catches: a simulator that tells of another past than there was.
test('with unchanged rules it gives what really happened', async () => {
  const host = await open();
  const { before, after, ...counts } = await host.routing.simulate({ days: 1 });
  expect(after).toEqual(before);
  expect(before).toMatchObject({ requests: 4, failures: 1, refused: 0, localShare: 0 });
  expect(counts).toEqual({ changed: 0, untold: 0, failuresAvoided: 0, failuresAdded: 0 });
});

// Catches: edited rules that are not really asked, or the real counters moved by a simulation.
test('with edited ones it tells what would have become of them', async () => {
  const host = await open();
  const refusing = { ...rule({ when: { personalData: ['email'] }, actions: [{ refuse: 'No.' }] }) };
  const stored = host.routing.config.createRule({ ...refusing, isEnabled: false });
  const rules = host.routing.config.rules().map((one) => (one.id === stored.id ? { ...one, isEnabled: true } : one));
  const refused = await host.routing.simulate({ days: 1, rules });
  expect(refused.after).toMatchObject({ requests: 4, refused: 1 });
  expect(refused.changed).toBe(1);

  const aliases = host.routing.config
    .aliases()
    .map((one) =>
      one.name === 'broken'
        ? { ...one, targets: [{ target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 }] }
        : one,
    );
  const mended = await host.routing.simulate({ days: 1, aliases });
  expect(mended).toMatchObject({ changed: 1, failuresAvoided: 1, failuresAdded: 0 });
  expect(mended.after.failures).toBe(0);
  expect(host.asked()).toEqual({ one: 3, two: 3 });
});

// Catches: a guess about what nobody wrote down, told as if it were known.
test('what a rule asks of a text that is gone cannot be told', async () => {
  const host = await open();
  const added = host.routing.config.createRule({ ...rule({ when: { text: 'secret' }, isEnabled: false }) });
  const rules = host.routing.config.rules().map((one) => (one.id === added.id ? { ...one, isEnabled: true } : one));
  expect(await host.routing.simulate({ days: 1, rules })).toMatchObject({ untold: 4, changed: 0 });
});
