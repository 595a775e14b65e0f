import { useEffect, useState } from 'react';
import type { TokenQuestion } from '../../../shared/model/connection-test.ts';
import type { ProviderId } from '../../../shared/model/ids.ts';
import { client } from '../../client/connect.ts';
import { useProviders } from './store.ts';

/** Which model a test would ask for one token; null until it is known. */
export function useTokenQuestion(providerId: ProviderId): TokenQuestion | null {
  const [question, setQuestion] = useState<TokenQuestion | null>(null);
  // The models it can choose from.
  const list = useProviders((state) => state.lists[providerId]?.list);
  useEffect(() => {
    let isCurrent = true;
    client.call('connection-tests.question', { providerId }).then(
      (found) => isCurrent && setQuestion(found),
      // Said when the test is run.
      () => {},
    );
    return () => {
      isCurrent = false;
    };
  }, [providerId, list]);
  return question;
}
