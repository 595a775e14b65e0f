import { Badge } from '../../components/Badge.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { hasPassed, type TestRun } from './providers-store.ts';

/** How the newest test went, in a word. */
export function TestBadge({ run }: { run: TestRun }) {
  const { t } = useI18n();
  if (run.state === 'running') return <Badge>{t.providers.test.running}</Badge>;
  const isFine = hasPassed(run);
  return (
    <Badge tone={isFine ? 'success' : 'danger'}>{isFine ? t.providers.test.passed : t.providers.test.failed}</Badge>
  );
}
