import { Callout } from '../../components/Callout.tsx';
import { Details } from '../../components/Details.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { errorDataOf, reasonOf } from '../../lib/error-words.ts';
import { useI18n } from '../../lib/i18n.ts';

/** What is wrong with a file, in words of its own where there are some. */
export function ImportError({ error }: { error: unknown }) {
  const { t } = useI18n();
  if (error === undefined) return null;
  const data = errorDataOf(error);
  const words = t.transfer.fileReasons[reasonOf(data) ?? ''];
  if (!words) return <ErrorText error={error} />;
  return (
    <Callout tone="danger" title={words.title}>
      {words.remedy}
      <Details>{data.message}</Details>
    </Callout>
  );
}
