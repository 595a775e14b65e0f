import { ArrowLeft, MessageSquarePlus, Pin, SlidersHorizontal } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { LocalModel } from '../../../shared/model/local-model.ts';
import { Button } from '../../components/Button.tsx';
import { Callout } from '../../components/Callout.tsx';
import { ErrorText } from '../../components/ErrorText.tsx';
import { IconButton } from '../../components/IconButton.tsx';
import { Page } from '../../components/Page.tsx';
import { PageHeader } from '../../components/PageHeader.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { startChat, togglePin, tryAgain } from './actions.ts';
import { FactsSection } from './FactsSection.tsx';
import { LoadButton } from './LoadButton.tsx';
import { openLoadSheet } from './load-sheet/open-sheet.ts';
import { canBeLoaded, isForChat } from './model-state.ts';
import { NowSection } from './NowSection.tsx';
import { closeModel } from './open-model.ts';
import { SlowReasons } from './SlowReasons.tsx';

/** One model: how it stands, what its file says, and how it is loaded. */
export function ModelPage({ model }: { model: LocalModel }) {
  const { t } = useI18n();
  const words = t.models;
  const { name, displayName, failure, isPinned, slowReasons } = model;
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus({ preventScroll: true }), []);
  return (
    <Page>
      <div className="-mb-5 pt-5">
        <Button ref={back} variant="ghost" size="sm" icon={ArrowLeft} className="-ml-2" onClick={closeModel}>
          {words.back}
        </Button>
      </div>
      <PageHeader
        title={displayName}
        actions={
          <>
            <IconButton icon={Pin} label={words.pin} isPressed={isPinned} onClick={() => togglePin(model)} />
            <Button icon={SlidersHorizontal} disabled={!canBeLoaded(model)} onClick={() => openLoadSheet(name)}>
              {words.settings}
            </Button>
            {isForChat(model) ? (
              <Button icon={MessageSquarePlus} onClick={() => startChat(name)}>
                {words.chat}
              </Button>
            ) : null}
          </>
        }
      />
      {failure ? (
        <ErrorText
          className="mb-8"
          error={failure}
          actions={
            <Button size="sm" onClick={() => void tryAgain(name)}>
              {words.page.retry}
            </Button>
          }
        />
      ) : null}
      <NowSection model={model} action={<LoadButton model={model} isMain />} />
      {slowReasons.length > 0 ? (
        <Callout tone="warning" title={words.page.slowTitle} className="mb-8">
          <div className="mt-1.5">
            <SlowReasons reasons={slowReasons} />
          </div>
        </Callout>
      ) : null}
      <FactsSection model={model} />
    </Page>
  );
}
