import { useEffect, useState } from 'react';
import type { LoadChoices } from '../../../../shared/model/load-settings.ts';
import type { MemoryEstimate } from '../../../../shared/model/local-model.ts';
import { client } from '../../../client/connect.ts';

/** Milliseconds without a change before the host is asked. */
const settlesAfter = 200;

interface EstimateState {
  /** The last known one, until a newer one is there. */
  estimate: MemoryEstimate | undefined;
  error: unknown;
  /** A newer one is on its way. */
  isStale: boolean;
}

/** What a load with these choices would take. Not asked while they are faulty. */
export function useEstimate(name: string, choices: LoadChoices, isAsked: boolean): EstimateState {
  const [answer, setAnswer] = useState<{ of?: string; estimate?: MemoryEstimate | undefined; error?: unknown }>({});
  const wanted = JSON.stringify(choices);
  useEffect(() => {
    if (!isAsked) return;
    let isWanted = true;
    const timer = setTimeout(() => {
      client.call('local-models.estimate', { name, choices: JSON.parse(wanted) as LoadChoices }).then(
        (estimate) => isWanted && setAnswer({ of: wanted, estimate }),
        (error: unknown) => isWanted && setAnswer((before) => ({ of: wanted, estimate: before.estimate, error })),
      );
    }, settlesAfter);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [name, wanted, isAsked]);
  return { estimate: answer.estimate, error: answer.error, isStale: isAsked && answer.of !== wanted };
}
