import type { LocalModel } from '../../shared/model/local-model.ts';
import { localProviderId } from '../../shared/model/local-provider.ts';
import type { Standing } from './standing.ts';

interface Load {
  running: number;
  waiting: number;
}

/** What another Switchyard goes by that has this one among its providers: docs/load.md. */
export interface LoadReport extends Load {
  /** Those that have something to do. */
  models: ({ model: string } & Load)[];
}

export interface LoadReportOptions {
  standing: Pick<Standing, 'busy'>;
  localModels(): Promise<readonly Pick<LocalModel, 'name' | 'running' | 'queued'>[]>;
}

/** How much there is to do here: what the local engine says of its models, and the requests on their way elsewhere. */
export const createLoadReport =
  ({ standing, localModels }: LoadReportOptions) =>
  async (): Promise<LoadReport> => {
    const loads = new Map<string, Load>();
    const add = (model: string, { running, waiting }: Load): void => {
      const before = loads.get(model) ?? { running: 0, waiting: 0 };
      loads.set(model, { running: before.running + running, waiting: before.waiting + waiting });
    };
    const local = await localModels();
    for (const { name, running, queued } of local) if (running + queued > 0) add(name, { running, waiting: queued });
    for (const { target, load } of standing.busy())
      if (target.providerId !== localProviderId) add(target.modelId, { running: load, waiting: 0 });
    const models = Array.from(loads, ([model, load]) => ({ model, ...load }));
    const sum = (part: keyof Load): number => models.reduce((all, load) => all + load[part], 0);
    return { running: sum('running'), waiting: sum('waiting'), models };
  };
