import { expect, test } from 'vitest';
import { newId } from '../../../electron/lib/id.ts';
import type { RuleId } from '../../../shared/model/ids.ts';
import type { RuleChoices } from '../../../shared/model/rule.ts';
import type { SimulationInput } from '../../../shared/model/simulation.ts';
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
  const simulate = (edited: SimulationInput, signal = new AbortController().signal) =>
    host.routing.simulate(edited, signal);
  return { ...host, say: ask, simulate };
}

// Catches: a simulator that tells of another past than there was.
test('with unchanged rules it gives what really happened', async () => {
  const host = await open();
  const { before, after, ...counts } = await host.simulate({ days: 1 });
  expect(after).toEqual(before);
  expect(before).toMatchObject({ requests: 4, failures: 1, refused: 0, localShare: 0 });
  expect(counts).toEqual({ isCut: false, notKept: 0, changed: 0, untold: 0, failuresAvoided: 0, failuresAdded: 0 });
});

// Catches: edited rules that are not really asked, or the real counters moved by a simulation.
test('with edited ones it tells what would have become of them', async () => {
  const host = await open();
  const refusing = { ...rule({ when: { personalData: ['email'] }, actions: [{ refuse: 'No.' }] }) };
  const stored = host.routing.config.createRule({ ...refusing, isEnabled: false });
  const rules = host.routing.config.rules().map((one) => (one.id === stored.id ? { ...one, isEnabled: true } : one));
  const refused = await host.simulate({ days: 1, rules });
  expect(refused.after).toMatchObject({ requests: 4, refused: 1 });
  expect(refused.changed).toBe(1);

  const aliases = host.routing.config
    .aliases()
    .map((one) =>
      one.name === 'broken'
        ? { ...one, targets: [{ target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 }] }
        : one,
    );
  const mended = await host.simulate({ days: 1, aliases });
  expect(mended).toMatchObject({ changed: 1, failuresAvoided: 1, failuresAdded: 0 });
  expect(mended.after.failures).toBe(0);
  expect(host.asked()).toEqual({ one: 3, two: 3 });
});

// Catches: a guess about what nobody wrote down, told as if it were known.
test('what a rule asks of a text that is gone cannot be told', async () => {
  const host = await open();
  const added = host.routing.config.createRule({ ...rule({ when: { text: 'secret' }, isEnabled: false }) });
  const rules = host.routing.config.rules().map((one) => (one.id === added.id ? { ...one, isEnabled: true } : one));
  expect(await host.simulate({ days: 1, rules })).toMatchObject({ untold: 4, changed: 0 });
});

// Catches: a rule behind the one that decided, which the simulator leaves out and requests do not, or the other way round.
test('what binds behind the rule that decided is the same here and there', async () => {
  const host = await open();
  const to = rule({ name: 'To two', actions: [{ target: host.target('two', 'echo') }] });
  const home = rule({ name: 'At home', when: { personalData: ['email'] }, actions: [{ isLocalOnly: true }] });
  const tried = [to, home].map((one) => ({ ...one, id: newId<RuleId>() }));
  const before = await host.simulate({ days: 1, rules: tried });
  // The two that went through "one", of which one may go nowhere; and the one that failed.
  expect(before).toMatchObject({ changed: 3, failuresAvoided: 1, failuresAdded: 1 });
  for (const one of [to, home]) host.routing.config.createRule(one);
  host.asked();
  const { error } = await host.say('fast', 'Write to anna@example.org.');
  expect(error?.code).toBe('NO_TARGET');
  expect((await host.say('broken', 'Hello.')).error).toBeUndefined();
  expect(host.asked()).toEqual({ two: 1 });
  const { after, ...now } = await host.simulate({ days: 1 });
  expect(after).toEqual(now.before);
});

// Catches: a simulation that nobody waits for any more and goes on.
test('it ends when whoever asked has gone', async () => {
  const host = await open();
  const gone = new AbortController();
  const running = host.simulate({ days: 1 }, gone.signal);
  gone.abort();
  await expect(running).rejects.toThrow('abort');
});

// Catches: a request that had to stay on this computer told of as one that could have gone elsewhere.
test('what was to stay here stays here in the simulator as well', async () => {
  const host = await open();
  const { error } = await host.ask('fast', { requirements: { isLocalOnly: true } });
  expect(error?.code).toBe('NO_TARGET');
  const { before, after } = await host.simulate({ days: 1 });
  expect(after).toEqual(before);
  const [first] = host.routing.config.aliases();
  const targets = [{ target: host.target('two', 'echo'), isEnabled: true, priority: 0, weight: 1 }];
  const aliases = host.routing.config.aliases().map((one) => (one.id === first?.id ? { ...one, targets } : one));
  expect((await host.simulate({ days: 1, aliases })).failuresAvoided).toBe(0);
});
