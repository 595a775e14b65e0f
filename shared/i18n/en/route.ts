import type { AttemptRecord, Demotion, Exclusion, Goal, PlannedAttempt } from '../../model/route.ts';
import type { RuleOutcome } from '../../model/route-try.ts';

const reasons: Record<PlannedAttempt['reason'], string> = {
  asked: 'Asked for by its name',
  rule: 'A rule says so',
  strategy: 'Chosen by the strategy',
  sticky: 'Answered this conversation before',
  fallback: 'Stands in for those before it',
};

const exclusions: Record<Exclusion, string> = {
  'switched-off': 'Switched off in the alias',
  'provider-missing': 'Its provider is gone',
  'provider-switched-off': 'Its provider is switched off',
  'model-switched-off': 'The model is switched off',
  'not-local': 'Not on this computer',
  'other-tag': 'Its provider does not have the tag',
  'lacks-capability': 'Cannot do what is asked for',
  'context-too-small': 'The prompt is too long for it',
  'too-dear': 'Costs too much, or its price is not known',
  'too-slow': 'Too slow',
  'too-weak': 'Not good enough, or its quality is not known',
};

const demotions: Record<Demotion, string> = {
  'breaker-open': 'Failed several times; asked last for now',
  unhealthy: 'Its checks fail; asked last',
  limited: 'At its limit; asked last for now',
  'local-busy': 'Busy longer than it may; asked last',
  'local-does-not-fit': 'Does not fit into memory now; asked last',
};

const states: Record<RuleOutcome['state'], string> = {
  held: 'Holds',
  'did-not-hold': 'Does not hold',
  off: 'Switched off',
  'not-reached': 'Not asked: already decided',
  unreadable: 'Cannot be read',
};

const outcomes: Record<AttemptRecord['outcome'], string> = {
  answered: 'Answered',
  failed: 'Failed',
  cancelled: 'Stopped',
};

const goals: Record<Goal, string> = {
  balanced: 'A balance of all',
  cost_optimized: 'Low cost',
  latency_optimized: 'A quick first word',
  quality_optimized: 'Good answers',
};

export const route = {
  reasons,
  exclusions,
  demotions,
  byStrategy: (strategy: string) => `By the strategy “${strategy}”`,
  byRule: (rules: string) => `The rule ${rules} says so`,
  cost: 'Cost',
  firstToken: 'First word',
  quality: 'Quality',
  about: (value: string) => `about ${value}`,
  free: 'free',
  key: (label: string) => `Key ${label}`,

  try: {
    intro: 'Type what would be asked. Nothing is sent.',
    prompt: 'Prompt',
    promptPlaceholder: 'What would be asked',
    name: 'Name asked for',
    nameHelp: 'An alias, a model, or auto.',
    more: 'More: who asks, and what it needs',
    door: 'Door',
    client: 'Client',
    clientPlaceholder: 'none',
    tags: 'Tags',
    needs: 'It carries',
    maxOutput: 'Longest answer',
    maxOutputPlaceholder: 'not said',
    goal: 'What auto weighs most',
    goesTo: 'Goes to',
    nobody: 'Nobody would answer',
    standIns: 'If that one cannot',
    passedOver: 'Passed over',
    rules: 'Rules',
    noRules: 'There are no rules.',
    condition: {
      holds: 'Holds',
      fails: 'Does not hold',
      all: 'All of this',
      any: 'At least one of this',
      not: 'Not this',
      always: 'Holds for every request',
      when: (clause: string) => `if ${clause}`,
    },
    states,
    did: (actions: string) => `Counts: ${actions}`,
    tooLate: (actions: string) => `Does not count, because an earlier rule decided: ${actions}`,
    facts: {
      alias: (name: string) => `through “${name}”`,
      task: (task: string) => `task: ${task}`,
      tokens: (count: string) => `about ${count} tokens`,
      local: 'stays on this computer',
      sure: (share: string) => `${share} sure`,
      tags: (tags: string) => `tags: ${tags}`,
    },
  },

  timeline: {
    title: 'How this answer came about',
    label: 'Route',
    open: (summary: string) => `Route: ${summary}`,
    alias: (name: string) => `via ${name}`,
    attempts: (count: string) => `${count} tries`,
    rules: (count: string) => (count === '1' ? 'by 1 rule' : `by ${count} rules`),
    cached: 'from the cache',
    cachedBody: 'The same question was answered before, so nobody was asked.',
    asked: (name: string) => `Asked for “${name}”`,
    outcomes,
    took: (duration: string) => `took ${duration}`,
    firstAfter: (duration: string) => `first word after ${duration}`,
    after: (duration: string) => `after ${duration}`,
    again: 'Tried once more',
    lost: 'The record of it is gone.',
    byRules: (rules: string) => `Rules that held: ${rules}`,
  },
  goals,
};
