import type { ImportConsent, ImportRow } from '../../../shared/model/transfer.ts';
import { Switch } from '../../components/Switch.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { consentsFor, type RowDraft } from './import-draft.ts';

interface ImportConsentsProps {
  row: ImportRow;
  draft: RowDraft;
  isTried: boolean;
  onChange: (draft: RowDraft) => void;
}

/** What somebody else wrote into the file and nobody here has allowed yet. */
export function ImportConsents({ row, draft, isTried, onChange }: ImportConsentsProps) {
  const { t } = useI18n();
  const words = t.transfer.import;
  const needed = consentsFor(row, draft.action);
  if (needed.length === 0) return null;
  const allow = (consent: ImportConsent, isAllowed: boolean): void => {
    const others = draft.consents.filter((one) => one !== consent);
    onChange({ ...draft, consents: isAllowed ? [...others, consent] : others });
  };
  return (
    <div className="flex flex-col gap-2.5 rounded-md bg-warning-soft px-3 py-2.5">
      {needed.map((consent) => {
        const { label, help } = words.consents[consent];
        const isGiven = draft.consents.includes(consent);
        const about = consent === 'private-address' ? row.privateHosts.join(', ') : (row.host ?? row.name);
        return (
          <div key={consent} data-missing={(isTried && !isGiven) || undefined} className="flex flex-col gap-1">
            <Switch
              label={label}
              description={help(about)}
              checked={isGiven}
              onChange={(isAllowed) => allow(consent, isAllowed)}
            />
            {isTried && !isGiven ? (
              <p role="alert" className="pl-10.5 text-danger text-xs">
                {words.consentMissing}
              </p>
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
