import { type ReactNode, useEffect, useRef } from 'react';
import { Section } from '../../components/Section.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { useResource } from '../../lib/resource.ts';
import { takeSettingsWish } from './open-health.ts';
import { webhook } from './store.ts';
import { WebhookDelivery } from './WebhookDelivery.tsx';
import { WebhookSecret } from './WebhookSecret.tsx';
import { WebhookUrl } from './WebhookUrl.tsx';

/** How often is looked, and who is told. `children`: the plain settings of it. */
export function HealthSettings({ children }: { children: ReactNode }) {
  const { t } = useI18n();
  const place = useRef<HTMLDivElement>(null);
  const { data: hook } = useResource(webhook);
  useEffect(() => {
    if (takeSettingsWish()) place.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={place} className="scroll-mt-6">
      <Section title={t.health.settings.title}>
        {children}
        {hook ? <WebhookUrl webhook={hook} /> : <div className="h-23" />}
        {hook?.url ? <WebhookSecret /> : null}
        {hook?.url ? <WebhookDelivery webhook={hook} /> : null}
      </Section>
    </div>
  );
}
