import type { AppError } from '../../../shared/errors/app-error.ts';
import type { SkipReason, TestStep, TestStepName } from '../../../shared/model/connection-test.ts';

type StepOf<Name extends TestStepName> = Extract<TestStep, { name: Name }>;
type Found<Name extends TestStepName> = NonNullable<StepOf<Name>['found']>;

/** How one step went: what it found, why it failed, or why it was left out. */
export type Outcome<Name extends TestStepName> =
  | { found: Found<Name> | null; isUnproven?: boolean }
  | { failure: AppError; found?: Found<Name> | null }
  | { skipped: SkipReason };

export function step<Name extends TestStepName>(name: Name, duration: number, outcome: Outcome<Name>): StepOf<Name> {
  const facts = { name, duration, failure: null, skipped: null, found: null };
  if ('skipped' in outcome) return { ...facts, state: 'skipped', skipped: outcome.skipped } as StepOf<Name>;
  const { found = null } = outcome;
  if ('failure' in outcome) {
    return { ...facts, state: 'failed', failure: outcome.failure.toJSON(), found } as StepOf<Name>;
  }
  return { ...facts, state: outcome.isUnproven ? 'unproven' : 'passed', found } as StepOf<Name>;
}

const order: readonly TestStepName[] = ['dns', 'connection', 'key', 'models', 'token'];

export interface StepList {
  /** A later word about a step takes the place of an earlier one. */
  put(step: TestStep): void;
  get<Name extends TestStepName>(name: Name): StepOf<Name> | undefined;
  list(): TestStep[];
}

export function createSteps(onStep: (step: TestStep) => void): StepList {
  const steps = new Map<TestStepName, TestStep>();
  return {
    put(one) {
      steps.set(one.name, one);
      onStep(one);
    },
    get: <Name extends TestStepName>(name: Name) => steps.get(name) as StepOf<Name> | undefined,
    list: () => order.flatMap((name) => steps.get(name) ?? []),
  };
}
