import { Plus } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Credential, Provider, ProviderKind } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { AddKeyDialog } from './KeyAddDialog.tsx';
import { KeyRow } from './KeyRow.tsx';
import { useProviders } from './store.ts';

export function KeysSection({ provider, kind }: { provider: Provider; kind: ProviderKind | undefined }) {
  const { t } = useI18n();
  const refresh = useProviders((state) => state.refresh);
  const [isAdding, setAdding] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const keys = provider.credentials;
  const keyPage = kind?.keyPage ?? null;
  // No event tells of each use of a key, nor of each answer that names its limits.
  useEffect(() => void refresh(), [refresh]);

  const count = useRef(keys.length);
  useEffect(() => {
    const isFewer = keys.length < count.current;
    count.current = keys.length;
    // With the row of a deleted key went what had the focus.
    if (isFewer && document.activeElement === document.body) add.current?.focus({ preventScroll: true });
  }, [keys.length]);
  return (
    <Section
      title={t.providers.keys.title}
      actions={
        <Button ref={add} size="sm" icon={Plus} onClick={() => setAdding(true)}>
          {t.providers.keys.add}
        </Button>
      }
    >
      {keys.length === 0 ? (
        <p className="px-4 py-3 text-ink-muted text-sm">
          {kind?.needsKey === 'optional' ? t.providers.keys.noneNeeded : t.providers.keys.none}
        </p>
      ) : (
        <KeyTable keys={keys} keyPage={keyPage} />
      )}
      <AddKeyDialog open={isAdding} onOpenChange={setAdding} provider={provider} keyPage={keyPage} />
    </Section>
  );
}

function KeyTable({ keys, keyPage }: { keys: readonly Credential[]; keyPage: string | null }) {
  const { t } = useI18n();
  const words = t.providers.keys;
  const [said, setSaid] = useState('');
  const hasGroups = keys.some(({ accountGroup }) => accountGroup !== '');
  return (
    <div>
      <table className="w-full table-fixed">
        <thead className="text-left text-2xs text-ink-faint">
          <tr className="h-8 *:font-medium">
            {keys.length > 1 ? (
              <th scope="col" className="w-11 pl-4">
                {words.order}
              </th>
            ) : null}
            <th scope="col" className="pl-4">
              {words.key}
            </th>
            {hasGroups ? (
              <th scope="col" className="w-24 pl-3">
                {words.group}
              </th>
            ) : null}
            <th scope="col" className="w-36 pl-3">
              {words.state}
            </th>
            <th scope="col" className="w-26 pl-3">
              {words.lastUsed}
            </th>
            <th scope="col" className="w-13 pl-3">
              {words.inUse}
            </th>
            <th scope="col" className="w-20">
              <span className="sr-only">{words.actions}</span>
            </th>
          </tr>
        </thead>
        {keys.map((key) => (
          <KeyRow
            key={key.id}
            credential={key}
            keys={keys}
            hasGroups={hasGroups}
            keyPage={keyPage}
            announce={setSaid}
          />
        ))}
      </table>
      <output className="sr-only">{said}</output>
    </div>
  );
}
