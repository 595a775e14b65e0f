import clsx from 'clsx';
import { ChevronRight } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import type { Credential } from '../../../shared/model/provider.ts';
import { toastError } from '../../app/toast-error.ts';
import { ConfirmDialog } from '../../components/ConfirmDialog.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { KeyEditDialog } from './KeyEditDialog.tsx';
import { hasMore, KeyFold } from './KeyFold.tsx';
import { type KeyDialog, KeyMenu } from './KeyMenu.tsx';
import { KeyReplaceDialog } from './KeyReplaceDialog.tsx';
import { KeyState } from './KeyState.tsx';
import { placeKey, testKey } from './key-actions.ts';
import { nameOf, testWords } from './key-facts.ts';
import type { TestRun } from './providers-store.ts';
import { useProviders } from './store.ts';
import { useNow } from './use-now.ts';

interface KeyRowProps {
  credential: Credential;
  /** All of the provider, in their order. */
  keys: readonly Credential[];
  hasGroups: boolean;
  keyPage: string | null;
  /** For those who do not see what has changed. */
  announce: (text: string) => void;
}

export function KeyRow({ credential, keys, hasGroups, keyPage, announce }: KeyRowProps) {
  const i18n = useI18n();
  const { t, format } = i18n;
  const words = t.providers.keys;
  const updateKey = useProviders((state) => state.updateKey);
  const removeKey = useProviders((state) => state.removeKey);
  const [dialog, setDialog] = useState<KeyDialog>();
  const [run, setRun] = useState<TestRun>();
  const [isOpen, setOpen] = useState(false);
  const now = useNow(isOpen || credential.restsUntil !== null);
  const foldId = useId();
  const { id, isEnabled, lastUsedAt, accountGroup } = credential;
  const name = nameOf(credential, t);
  const index = keys.indexOf(credential);
  const columns = 5 + Number(keys.length > 1) + Number(hasGroups);
  const canUnfold = hasMore(credential, run);
  const isUnfolded = isOpen && canUnfold;
  const close = (): void => setDialog(undefined);
  const move = async (by: -1 | 1): Promise<void> => {
    const placed = await placeKey(id, (place) => place + by);
    if (placed) announce(words.moved(name, format.number(placed.place + 1), format.number(placed.count)));
  };
  const startMove = (by: -1 | 1): void => void move(by).catch(toastError);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    // Dialogs and menus of the row are its children in React, but not on the screen.
    const isHere = event.target instanceof Node && event.currentTarget.contains(event.target);
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!isHere || by === undefined || !event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // The button of the menu would open it.
    event.stopPropagation();
    startMove(by);
  };
  const test = async (): Promise<void> => {
    setRun({ state: 'running', steps: [], withToken: false });
    const done = await testKey(id);
    setRun(done);
    setOpen(true);
    announce(testWords(done, i18n));
  };
  return (
    <tbody className="border-line border-t" onKeyDownCapture={onKeyDown}>
      <tr className="h-14">
        {keys.length > 1 ? <td className="pl-4 text-ink-faint text-xs tabular-nums">{index + 1}</td> : null}
        <th scope="row" className="pl-4 text-left font-normal">
          {credential.label ? <span className="block truncate text-sm">{credential.label}</span> : null}
          <code className={`block truncate ${credential.label ? 'text-2xs text-ink-muted' : 'text-xs'}`}>
            {credential.masked}
          </code>
        </th>
        {hasGroups ? <td className="truncate pl-3 text-ink-muted text-xs">{accountGroup}</td> : null}
        <td className="pl-3">
          <KeyState credential={credential} now={now} isTesting={run?.state === 'running'} />
        </td>
        <td className="pl-3 text-ink-muted text-xs first-letter:uppercase">
          {lastUsedAt === null ? t.common.never : format.ago(lastUsedAt)}
        </td>
        <td className="pl-3">
          <Switch
            hideLabel
            label={words.enabled(name)}
            checked={isEnabled}
            onChange={(next) => void updateKey({ credentialId: id, isEnabled: next }).catch(toastError)}
          />
        </td>
        <td className="pr-2.5 text-right">
          <span className="inline-flex items-center gap-0.5">
            <IconButton
              size="sm"
              icon={ChevronRight}
              label={words.detailsOf(name)}
              aria-expanded={isUnfolded}
              aria-controls={foldId}
              className={clsx(
                '[&>svg]:transition-transform aria-expanded:[&>svg]:rotate-90',
                !canUnfold && 'invisible',
              )}
              onClick={() => setOpen(!isOpen)}
            />
            <KeyMenu
              name={name}
              place={index}
              count={keys.length}
              openDialog={setDialog}
              test={() => void test()}
              move={startMove}
            />
          </span>
          <KeyEditDialog open={dialog === 'edit'} onClose={close} credential={credential} keys={keys} />
          <KeyReplaceDialog
            open={dialog === 'replace'}
            onClose={close}
            onReplaced={() => setRun(undefined)}
            credential={credential}
            keyPage={keyPage}
          />
          <ConfirmDialog
            open={dialog === 'delete'}
            onOpenChange={close}
            title={words.deleteTitle(name)}
            body={words.deleteBody}
            confirmLabel={words.delete}
            onConfirm={() => removeKey(id)}
          />
        </td>
      </tr>
      {isUnfolded ? (
        <tr id={foldId}>
          <td colSpan={columns} className="px-4 pb-3">
            <KeyFold credential={credential} now={now} run={run} />
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}
