import { useEffect, useId, useState } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { ModelFactRow } from './ModelFactRow.tsx';
import { ModelPart } from './ModelPart.tsx';
import { catalogueNames } from './model-actions.ts';
import type { SheetPartProps } from './model-sheet-parts.ts';

interface ModelBehindProps extends SheetPartProps {
  /** Set when the host knows no such model. */
  isUnknown: boolean;
}

/** Which model of the catalogue it is, and what else is known. */
export function ModelBehind({ model, draft, isUnknown, onChange, onReset }: ModelBehindProps) {
  const { t } = useI18n();
  const words = t.discovery.sheet;
  const list = useId();
  const [names, setNames] = useState<readonly string[]>([]);
  const { providerId, ownedBy, details } = model;
  useEffect(() => {
    let isHere = true;
    // Without the names the field is not offered; all else of the sheet works.
    void catalogueNames(providerId).then(
      (found) => isHere && setNames(found),
      () => {},
    );
    return () => {
      isHere = false;
    };
  }, [providerId]);
  const facts = [
    ['knowledge', details.knowledge],
    ['released', details.released],
    ['status', details.status && t.discovery[details.status]],
  ] as const;
  const known = facts.filter(([, value]) => value !== undefined);
  return (
    <>
      {names.length > 0 ? (
        <ModelPart title={words.behind}>
          <div className="px-4 py-3">
            <TextField
              mono
              list={list}
              label={words.fields.underlying}
              description={words.underlyingHelp}
              error={isUnknown ? words.unknownName : undefined}
              value={draft.underlying ?? model.underlying ?? ''}
              onChange={(underlying) => onChange({ underlying })}
            />
            <datalist id={list}>
              {names.map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </datalist>
          </div>
        </ModelPart>
      ) : null}
      {known.length > 0 || ownedBy ? (
        <ModelPart title={words.other}>
          {ownedBy ? (
            <div className="flex min-h-10 items-center gap-4 px-4 py-2 text-sm">
              <span className="w-40 shrink-0 text-ink-muted">{words.fields.ownedBy}</span>
              {ownedBy}
            </div>
          ) : null}
          {known.map(([field, value]) => (
            <ModelFactRow key={field} label={words.fields[field]} field={field} model={model} onReset={onReset}>
              {value}
            </ModelFactRow>
          ))}
        </ModelPart>
      ) : null}
    </>
  );
}
