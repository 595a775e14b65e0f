import { RefreshCw } from 'lucide-react';
import { useEffect } from 'react';
import type { KeyBalance } from '../../../shared/model/extras.ts';
import type { Provider } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { Fact, Section } from '../../components/Section.tsx';
import { Skeleton } from '../../components/Skeleton.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { entryWords } from './balance-words.ts';
import { useExtras } from './extras.ts';
import { nameOf } from './key-facts.ts';

/** What the account behind each key may still spend, as its provider tells it. */
export function BalanceSection({ provider }: { provider: Provider }) {
  const { t, format } = useI18n();
  const words = t.extras.balance;
  const { id, isEnabled } = provider;
  const loaded = useExtras((state) => state.balances[id]);
  const load = useExtras((state) => state.loadBalance);
  // Another key, or one switched off, is another account.
  const keys = provider.credentials.map((key) => `${key.id} ${key.rotatedAt} ${key.isEnabled}`).join();
  useEffect(() => {
    if (isEnabled) void load(id);
  }, [id, isEnabled, load, keys]);
  if (!isEnabled) return null;

  const balances = loaded?.value;
  const readAt = balances?.map((one) => one.readAt).toSorted((a, b) => a - b)[0];
  return (
    <Section
      title={words.title}
      description={readAt === undefined ? undefined : words.readAt(format.ago(readAt))}
      actions={
        <Button
          size="sm"
          icon={RefreshCw}
          busy={loaded?.isLoading === true}
          onClick={() => void load(id, { refresh: true })}
        >
          {words.refresh}
        </Button>
      }
    >
      {loaded?.error ? (
        <div className="px-4 py-3">
          <ErrorText error={loaded.error} />
        </div>
      ) : null}
      {balances || loaded?.error ? null : (
        <output aria-label={t.common.loading} className="flex h-11.5 items-center px-4">
          <Skeleton className="h-3.5 w-64" />
        </output>
      )}
      {balances?.map((balance) => (
        <KeyBalanceRows
          key={balance.credentialId ?? ''}
          balance={balance}
          provider={provider}
          isNamed={balances.length > 1}
        />
      ))}
    </Section>
  );
}

interface KeyBalanceRowsProps {
  balance: KeyBalance;
  provider: Provider;
  /** Where there are several keys, each says which it is. */
  isNamed: boolean;
}

function KeyBalanceRows({ balance: { credentialId, entries, failure }, provider, isNamed }: KeyBalanceRowsProps) {
  const i18n = useI18n();
  const words = i18n.t.extras.balance;
  const key = provider.credentials.find(({ id }) => id === credentialId);
  return (
    <>
      {isNamed && key ? <h3 className="bg-sunken px-4 py-1.5 text-ink-muted text-xs">{nameOf(key, i18n.t)}</h3> : null}
      {failure ? (
        <div className="px-4 py-3">
          <ErrorText error={failure} />
        </div>
      ) : null}
      {entries.length === 0 && !failure ? <p className="px-4 py-3 text-ink-muted text-sm">{words.none}</p> : null}
      {entries.map((entry, index) => {
        const { name, amount, more } = entryWords(entry, i18n);
        return (
          <Fact key={index} name={name}>
            <span className="tabular-nums">{amount}</span>
            {more ? <span className="ml-2 text-ink-muted text-xs tabular-nums">{more}</span> : null}
          </Fact>
        );
      })}
    </>
  );
}
