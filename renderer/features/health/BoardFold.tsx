import type { ReactNode } from 'react';
import type { BoardRow, HealthHistory } from '../../../shared/model/health.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useTargetNames } from '../routing/target-names.ts';
import { unseenWords } from './board-words.ts';
import { FigureCells, QuotaCell } from './FigureCells.tsx';
import { FoldedName } from './FoldedName.tsx';
import { FoldFacts } from './FoldFacts.tsx';

interface BoardFoldProps {
  id: string;
  row: BoardRow;
  history: HealthHistory | undefined;
  now: number;
}

const Heading = ({ children }: { children: ReactNode }) => (
  <tr>
    <th colSpan={6} scope="rowgroup" className="px-4 pt-3 pb-1 text-left font-medium text-2xs text-ink-faint">
      {children}
    </th>
  </tr>
);

/** Columns that say nothing of a part. */
const Rest = ({ columns }: { columns: number }) => <td colSpan={columns}>{null}</td>;

const hasFigures = ({ figures, quota, nextReset }: BoardRow['keys'][number]): boolean =>
  figures.requests > 0 || quota !== null || nextReset !== null;

/** The parts of a provider: how it was looked at, its keys, and each model, with each key where there are several. */
export function BoardFold({ id, row, history, now }: BoardFoldProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const words = t.health.fold;
  const names = useTargetNames();
  const { keys, models, cells, providerId } = row;
  const keyName = (keyId: string | null): string => {
    const key = keys.find((one) => one.keyId === keyId);
    return key ? words.withKey(key.label || key.masked) : words.withoutKey;
  };
  return (
    <>
      <tr id={id}>
        <td colSpan={6} className="px-4 pt-1">
          <FoldFacts row={row} history={history} now={now} />
        </td>
      </tr>
      {keys.length > 0 ? <Heading>{words.keys}</Heading> : null}
      {keys.map((key) => (
        <tr key={key.keyId} className="h-11">
          <FoldedName
            name={key.label || key.masked}
            aside={key.label ? key.masked : undefined}
            standing={key.isEnabled ? key.status : 'Off'}
            failure={key.failure}
            unseen={unseenWords(key, row, i18n, now)}
            isAlone={!hasFigures(key)}
          />
          {hasFigures(key) ? (
            <>
              <FigureCells figures={key.figures} />
              <QuotaCell credential={key} now={now} />
              <Rest columns={2} />
            </>
          ) : null}
        </tr>
      ))}
      {models.length > 0 ? <Heading>{words.models}</Heading> : null}
      {models.map((model) => {
        const byKey = cells.filter(({ modelId }) => modelId === model.modelId);
        return [
          <tr key={model.modelId} className="h-11">
            <FoldedName
              name={names.target({ providerId, modelId: model.modelId })}
              standing={model.status}
              failure={model.failure}
              breaker={model.breaker}
            />
            <FigureCells figures={model.figures} />
            <Rest columns={3} />
          </tr>,
          ...(byKey.length > 1 ? byKey : []).map(({ keyId, modelId, figures }) => (
            <tr key={`${modelId} ${keyId}`} className="h-9">
              <th scope="row" className="truncate pl-13.5 text-left font-normal text-ink-muted text-xs">
                {keyName(keyId)}
              </th>
              <FigureCells figures={figures} />
              <Rest columns={3} />
            </tr>
          )),
        ];
      })}
      <tr>
        <td colSpan={6} className="px-4 pt-1 pb-3 text-ink-muted text-xs">
          {models.length === 0 ? <p className="pt-2">{words.noModels}</p> : null}
        </td>
      </tr>
    </>
  );
}
