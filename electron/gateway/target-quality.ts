import type { Target } from '../../shared/model/provider.ts';
import type { TaskType } from '../../shared/model/routing.ts';
import type { ModelQuery } from '../providers/catalogue/find-model.ts';
import { loadCatalogue } from '../providers/catalogue/load-catalogue.ts';
import { loadQualities, type QualityTables, qualityOf } from '../providers/catalogue/quality.ts';
import { evidenceOf, type Tally, votedQuality } from '../routing/voted-quality.ts';
import type { VoteCount } from '../store/votes.ts';

export interface TargetQualityOptions {
  /** All votes there are. */
  counts(): readonly VoteCount[];
  /** What the catalogue may know the target as. */
  queryOf(target: Target): ModelQuery;
}

interface Known {
  /** 0 to 1; null is not known. */
  value: number | null;
  /** From how much. */
  samples: number;
}

const nobody: Tally = { up: 0, down: 0 };
const keyOf = ({ providerId, modelId }: Target): string => `${providerId}/${modelId}`;

export type TargetQuality = ReturnType<typeof createTargetQuality>;

/** How good a target is, from benchmarks and what the user thought of its answers. */
export function createTargetQuality({ counts, queryOf }: TargetQualityOptions) {
  let tallies: ReadonlyMap<string, ReadonlyMap<TaskType, Tally>> | null = null;
  /** `auto` asks for every model there is, with each request. */
  const found = new Map<string, Known>();

  const find = (tables: QualityTables, target: Target, task: TaskType): Known => {
    const benchmark = qualityOf(tables, queryOf(target), task);
    tallies ??= tallied(counts());
    const own = tallies.get(keyOf(target)) ?? new Map<TaskType, Tally>();
    const others = [...own].filter(([about]) => about !== task).map(([, tally]) => tally);
    const voted = { benchmark, task: own.get(task) ?? nobody, others: others.reduce(added, nobody) };
    return { value: votedQuality(voted), samples: evidenceOf(voted) };
  };

  return {
    /** Of no task in particular: as a partner to talk to. */
    async of(target: Target, about: TaskType | null): Promise<Known> {
      const task = about ?? 'chat';
      const key = `${task} ${keyOf(target)}`;
      const known = found.get(key);
      if (known) return known;
      const [catalogue, qualities] = await Promise.all([loadCatalogue(), loadQualities()]);
      const quality = find({ catalogue, qualities }, target, task);
      found.set(key, quality);
      return quality;
    },

    /** Somebody voted, or said something else about a model. */
    forget(): void {
      tallies = null;
      found.clear();
    },
  };
}

const added = (one: Tally, other: Tally): Tally => ({ up: one.up + other.up, down: one.down + other.down });

function tallied(counts: readonly VoteCount[]): Map<string, Map<TaskType, Tally>> {
  const tallies = new Map<string, Map<TaskType, Tally>>();
  for (const { task, value, count, ...target } of counts) {
    const own = tallies.get(keyOf(target)) ?? new Map<TaskType, Tally>();
    tallies.set(keyOf(target), own.set(task, added(own.get(task) ?? nobody, { ...nobody, [value]: count })));
  }
  return tallies;
}
