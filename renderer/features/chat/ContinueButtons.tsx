import type { Message } from '../../../shared/model/conversation.ts';
import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { AskedTarget } from '../../../shared/model/provider.ts';
import { Button } from '../../components/Button.tsx';
import { useI18n } from '../../lib/i18n.ts';
import { lastSpeaker } from './last-speaker.ts';
import { ModelPicker } from './ModelPicker.tsx';

interface ContinueButtonsProps {
  message: Message;
  isLocalOnly: boolean;
  onContinue: (message: Message, target: AskedTarget) => Promise<void>;
}

/** The ways on with an answer that broke off: with the model that was at it, and with another one. */
export function ContinueButtons({ message, isLocalOnly, onContinue }: ContinueButtonsProps) {
  const { t } = useI18n();
  const speaker = lastSpeaker(message);
  const same = isLocalOnly && speaker?.providerId !== localProviderId ? null : speaker;
  return (
    <>
      {same ? (
        <Button size="sm" onClick={() => void onContinue(message, same)}>
          {t.chat.continue.same}
        </Button>
      ) : null}
      <ModelPicker
        target={null}
        isLocalOnly={isLocalOnly}
        onChange={(target) => void onContinue(message, target)}
        trigger={
          // A combobox is not named by what stands in it.
          <Button size="sm" aria-label={t.chat.continue.other}>
            {t.chat.continue.other}
          </Button>
        }
      />
    </>
  );
}
