import { useEffect, useState } from 'react';
import type { Input } from '../../../shared/contract/contract.ts';
import type { RouteTryResult } from '../../../shared/model/route-try.ts';
import { client } from '../../client/connect.ts';
import { useRouting } from './store.ts';

/** Milliseconds of quiet before it is asked. */
const quiet = 300;

interface Tried {
  result: RouteTryResult | null;
  error: unknown;
  /** Something newer is being looked for. */
  isWorking: boolean;
}

/** Where a request would go, as it is typed: what was found stays until there is something newer. */
export function useTry(input: Input<'routing.try'>): Tried {
  const version = useRouting((state) => state.version);
  const asked = JSON.stringify(input);
  const question = `${version} ${asked}`;
  const [tried, setTried] = useState<Omit<Tried, 'isWorking'> & { question: string }>({
    result: null,
    error: undefined,
    question: '',
  });
  useEffect(() => {
    let isOld = false;
    const ask = async (): Promise<void> => {
      try {
        const result = await client.call('routing.try', JSON.parse(asked) as Input<'routing.try'>);
        if (!isOld) setTried({ result, error: undefined, question });
      } catch (error) {
        if (!isOld) setTried({ result: null, error, question });
      }
    };
    const timer = setTimeout(() => void ask(), quiet);
    return () => {
      isOld = true;
      clearTimeout(timer);
    };
    // An alias or a rule that changed may lead elsewhere.
  }, [asked, question]);
  return { result: tried.result, error: tried.error, isWorking: tried.question !== question };
}
