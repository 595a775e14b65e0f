import type { FallbackReason } from '../../model/alias.ts';
import type { RoutingProblem } from '../../model/route.ts';
import type { Strategy } from '../../model/routing.ts';

const strategies: Record<Strategy, { name: string; help: string }> = {
  priority: { name: 'In order', help: 'The first one answers; the next one when it cannot.' },
  weighted: { name: 'By weight', help: 'Each gets its share of the requests.' },
  'round-robin': { name: 'In turn', help: 'One after the other, each as often.' },
  'least-latency': { name: 'Fastest', help: 'Whose first word came soonest lately.' },
  'least-busy': { name: 'Least busy', help: 'Who has the fewest requests right now.' },
  cheapest: { name: 'Cheapest', help: 'By the price of this very request.' },
  'best-quality': { name: 'Best', help: 'By public benchmarks and your own votes.' },
  auto: { name: 'Automatic', help: 'Weighs task, price, time and quality.' },
};

const fallbacks: Record<FallbackReason, string> = {
  unavailable: 'It cannot be reached, is too slow or fails',
  limited: 'It had too many requests for now',
  'key-refused': 'Its key is refused, or there is none',
  'no-credit': 'Its account has no credit',
  'model-missing': 'It does not have the model',
  'context-too-long': 'The prompt is too long for it',
  'content-refused': 'It refuses the content',
  rejected: 'It does not take the request in this form',
};

const problems: Record<RoutingProblem['problem'], { title: string; remedy: string }> = {
  'provider-missing': { title: 'The provider is gone', remedy: 'Choose another model, or add the provider again.' },
  'provider-switched-off': {
    title: 'The provider is switched off',
    remedy: 'Switch it on, or choose another model.',
  },
  'no-key': {
    title: 'The provider has no key that is switched on',
    remedy: 'Add one under Providers, or choose another model.',
  },
  'model-missing': {
    title: 'The provider does not list this model',
    remedy: 'Look at its name again, or choose another model.',
  },
  'model-switched-off': {
    title: 'The model is switched off',
    remedy: 'Switch it on in the models of its provider, or choose another one.',
  },
  'alias-missing': { title: 'The alias is gone', remedy: 'Choose another alias.' },
  'alias-switched-off': { title: 'The alias is switched off', remedy: 'Switch it on, or choose another alias.' },
  'switched-off': {
    title: 'A rule leads here, but the alias is switched off',
    remedy: 'Switch it on, or let the rule lead elsewhere.',
  },
  'no-targets': { title: 'Nobody can answer', remedy: 'Add a model, or switch one on.' },
  'never-counts': {
    title: 'Part of it never counts',
    remedy: 'What stands before it always decides. Move it up, narrow what is before it, or take that part out.',
  },
  'never-asked': {
    title: 'It is never asked',
    remedy: 'What stands before it always decides. Move it up, or narrow what is before it.',
  },
  'not-local': {
    title: 'It does not run on this computer',
    remedy: 'The request has to stay here: choose a model of this computer.',
  },
  'bad-pattern': {
    title: 'The pattern cannot be read',
    remedy: 'Close every bracket. Looking ahead or behind and back references are not possible.',
  },
};

export const routing = {
  title: 'Routing',
  description: 'Which model answers which request.',
  parts: {
    label: 'Parts of the routing',
    aliases: 'Aliases',
    rules: 'Rules',
    try: 'Try it',
    simulate: 'Simulate',
    health: 'Health',
    batches: 'Batches',
    problems: 'Something cannot work as it is',
  },
  strategies,
  fallbacks,
  problems,

  aliases: {
    list: 'Aliases',
    add: 'New alias',
    empty: {
      title: 'One name for several models',
      body: 'Programs and chats ask for a name such as “fast”; you say here which models stand behind it. Change them any time, and no program has to know.',
      fromModels: (name: string) => `Begin with “${name}”`,
      needsModels: 'An alias needs a model to stand for.',
      addProvider: 'Add a provider',
    },
    enabled: (name: string) => `Use the alias ${name}`,
    actionsFor: (name: string) => `Actions for ${name}`,
    off: 'Off',
    noTargets: 'No model',
    moreTargets: (count: string) => `and ${count} more`,
    copyName: 'Copy name',
    delete: 'Delete alias',
    deleteTitle: (name: string) => `Delete “${name}”?`,
    deleteBody: 'Programs that ask for this name are refused from then on.',
    deleteRules: (count: string) =>
      count === '1'
        ? 'This rule leads to it and will lead nowhere:'
        : `These ${count} rules lead to it and will lead nowhere:`,
    deleted: (name: string) => `Alias “${name}” deleted`,
  },

  alias: {
    back: 'All aliases',
    newTitle: 'New alias',
    name: 'Name',
    nameHelp: 'What programs ask for. Capitals make no difference.',
    nameErrors: {
      missing: 'It needs a name.',
      letters: 'Letters, digits and . _ : @ / - only, beginning with a letter or digit.',
      builtIn: 'This name is built in. Choose another one.',
      taken: 'Another alias has this name.',
    },
    describe: 'Description',
    describeHelp: 'What it is good for; only shown here.',
    strategy: 'Who is asked first',
    strategyHelp: 'The others stand in when that one cannot answer.',
    targets: 'Models behind it',
    addTarget: 'Add model',
    addFirst: 'Add the models that may answer.',
    targetsMissing: 'Add at least one model.',
    inUse: (model: string) => `Use ${model}`,
    remove: (model: string) => `Remove ${model}`,
    moveUp: (name: string) => `Move ${name} up`,
    moveDown: (name: string) => `Move ${name} down`,
    moved: (name: string, place: string, count: string) => `${name} is at place ${place} of ${count} now.`,
    weight: 'Weight',
    weightOf: (model: string) => `Weight of ${model}`,
    share: (share: string) => `${share} share`,
    step: 'Step',
    stepHelp: 'Those of the lowest step share the requests. The others stand in for them.',
    stepOf: (model: string) => `Step of ${model}`,
    more: 'More: time limits, the next one, cache',
    asUsual: 'As usual',
    changed: (count: string) => (count === '1' ? '1 choice changed' : `${count} choices changed`),
    sticky: 'A conversation stays with its model',
    stickyHelp: 'As long as that one is well: its provider then reads the beginning of the prompt from a cache.',
    fallbackOn: 'Ask the next one when',
    stepTimeout: 'Time for the first word',
    stepTimeoutHelp: 'Then the next one is asked. Empty: as the provider’s settings say.',
    localWait: 'Longest wait for a local model',
    localWaitHelp: 'If it would take longer, it is passed over. Empty: it may take any time.',
    cacheFor: 'Keep the answer for',
    cacheHelp: 'The same question then gets it from this computer’s disk. Empty: not at all.',
    empty: 'no limit',
    asProvider: 'as usual',
    off: 'off',
    outOfRange: (from: string, to: string) => `From ${from} to ${to}.`,
    use: 'How to use it',
    useHelp: 'In any program that speaks the OpenAI interface.',
    baseUrl: 'Base URL',
    model: 'Model',
    copyBaseUrl: 'Copy base URL',
    copyModel: 'Copy line with the model',
    askFor: (line: string) => `Programs ask for it with ${line}.`,
    saved: 'Alias saved',
    created: (name: string) => `Alias “${name}” is there`,
  },

  models: {
    search: 'Search models',
    none: 'No models are known yet.',
    noMatch: (query: string) => `No model is called “${query}”.`,
    use: (name: string) => `Use “${name}”`,
    more: (count: string) => `${count} more: keep typing to narrow the list`,
    choose: 'Choose a model',
    routes: 'Routes',
    autoHelp: 'chooses among all models',
  },
  states: {
    ready: 'Ready',
    unknown: 'Not checked yet',
    ill: 'Does not answer well',
    down: 'Does not answer',
    off: 'Switched off',
    gone: 'Gone',
    broken: 'Cannot be asked',
  },
};
