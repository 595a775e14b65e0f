import { useEffect, useRef } from 'react';
import { navigate, type RoutingPart, routingParts, useRoute } from '../../app/navigation.ts';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { TabPanel, Tabs } from '../../components/Tabs.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { BatchesTab } from '../batches/BatchesTab.tsx';
import { CheckAll } from '../health/CheckAll.tsx';
import { HealthTab } from '../health/HealthTab.tsx';
import { useIncidents } from '../health/store.ts';
import { useModels } from '../models/store.ts';
import { useProviders } from '../providers/store.ts';
import { AliasesTab, NewAliasButton } from './AliasesTab.tsx';
import { AliasPage } from './AliasPage.tsx';
import { RulePage } from './RulePage.tsx';
import { NewRuleMenu, RulesTab } from './RulesTab.tsx';
import { SimulateTab } from './SimulateTab.tsx';
import { useRouting } from './store.ts';
import { TryTab } from './TryTab.tsx';

export function RoutingRoom() {
  const { routingPart = 'aliases', routingId } = useRoute();
  const refresh = useRouting((state) => state.refresh);
  const refreshProviders = useProviders((state) => state.refresh);
  const refreshModels = useModels((state) => state.refresh);
  const refreshIncidents = useIncidents((state) => state.refresh);
  useEffect(() => {
    for (const read of [refresh, refreshProviders, refreshModels, refreshIncidents]) void read();
  }, [refresh, refreshProviders, refreshModels, refreshIncidents]);
  const alias = useRouting((state) => state.aliases?.find(({ id }) => id === routingId));
  const rule = useRouting((state) => state.rules?.find(({ id }) => id === routingId));
  const isRead = useRouting((state) => state.aliases !== null);
  const isListed = routingPart === 'aliases' || routingPart === 'rules';
  const isGone = isListed && routingId !== undefined && routingId !== 'new' && isRead && !alias && !rule;
  useEffect(() => {
    // Deleted meanwhile, here or in another window; or an old address.
    if (isGone) navigate({ room: 'routing', routingPart }, { replace: true });
  }, [isGone, routingPart]);
  useKeptFocus(routingId);
  if (routingPart === 'aliases' && (alias || routingId === 'new')) {
    return <AliasPage key={alias?.id ?? 'new'} alias={alias} />;
  }
  if (routingPart === 'rules' && (rule || routingId === 'new')) {
    return <RulePage key={rule?.id ?? 'new'} rule={rule} />;
  }
  return <Parts part={routingPart} />;
}

/** When what had the focus went with a page that was closed, the heading gets it. */
function useKeptFocus(openId: string | undefined): void {
  const before = useRef(openId);
  useEffect(() => {
    const isClosed = before.current !== undefined && openId === undefined;
    before.current = openId;
    if (!isClosed || document.activeElement !== document.body) return;
    document.querySelector<HTMLElement>('main h1[tabindex="-1"]')?.focus({ preventScroll: true });
  }, [openId]);
}

function Parts({ part }: { part: RoutingPart }) {
  const { t, format } = useI18n();
  const words = t.routing;
  const aliasCount = useRouting((state) => state.aliases?.length ?? 0);
  const ruleCount = useRouting((state) => state.rules?.length ?? 0);
  const problems = useRouting((state) => state.problems);
  const has = (where: 'alias' | 'rule'): string | undefined =>
    problems.some((found) => where in found.in) ? words.parts.problems : undefined;
  const hasIncident = useIncidents((state) => (state.open?.length ?? 0) > 0);
  const count = (number: number): string | undefined => (number > 0 ? format.number(number) : undefined);
  const facts: Record<RoutingPart, { count?: string | undefined; mark?: string | undefined }> = {
    aliases: { count: count(aliasCount), mark: has('alias') },
    rules: { count: count(ruleCount), mark: has('rule') },
    try: {},
    simulate: {},
    batches: {},
    health: { mark: hasIncident ? t.health.incidents.someOpen : undefined },
  };
  return (
    <Page>
      <PageHeader
        title={words.title}
        description={words.description}
        actions={
          <>
            {part === 'aliases' && aliasCount > 0 ? <NewAliasButton /> : null}
            {part === 'rules' && ruleCount > 0 ? <NewRuleMenu /> : null}
            {part === 'health' ? <CheckAll /> : null}
          </>
        }
      />
      <Tabs
        label={words.parts.label}
        tabs={routingParts.map((name) => ({ name, label: words.parts[name], markTone: 'danger', ...facts[name] }))}
        value={part}
        onChange={(next) => navigate({ room: 'routing', routingPart: next }, { replace: true })}
      >
        <TabPanel name="aliases">
          <AliasesTab />
        </TabPanel>
        <TabPanel name="rules">
          <RulesTab />
        </TabPanel>
        <TabPanel name="try">
          <TryTab />
        </TabPanel>
        <TabPanel name="simulate">
          <SimulateTab />
        </TabPanel>
        <TabPanel name="health">
          <HealthTab />
        </TabPanel>
        <TabPanel name="batches">
          <BatchesTab />
        </TabPanel>
      </Tabs>
    </Page>
  );
}
