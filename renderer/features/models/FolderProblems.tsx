import { Callout } from '../../components/Callout.tsx';
import { Details } from '../../components/Details.tsx';
import { errorWords } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';
import { useEngineStatus } from './engine-status.ts';

/** Folders that could not be read, and what helps. */
export function FolderProblems() {
  const i18n = useI18n();
  const { data: status } = useEngineStatus();
  if (!status?.problems.length) return null;
  return (
    <div className="mb-6 flex flex-col gap-2">
      {status.problems.map(({ source, failure }) => (
        <Callout
          key={`${source.id} ${failure.message}`}
          tone="warning"
          title={i18n.t.models.folders.problem(source.folder)}
        >
          {errorWords(failure, i18n).remedy}
          <Details>{failure.message}</Details>
        </Callout>
      ))}
    </div>
  );
}
