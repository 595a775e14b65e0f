import { localProviderId } from '../../../shared/model/local-provider.ts';
import type { Target } from '../../../shared/model/provider.ts';
import { navigate } from '../../app/navigation.ts';
import type { I18n } from '../../lib/i18n.ts';

/** Goes to who answers: the provider, or the model of this computer. */
export function openTarget({ providerId, modelId }: Target): void {
  navigate(providerId === localProviderId ? { room: 'models', modelName: modelId } : { room: 'providers', providerId });
}

export const openTargetWords = ({ providerId }: Target, { t }: Pick<I18n, 't'>): string =>
  providerId === localProviderId ? t.chat.openModel : t.chat.openProvider;
