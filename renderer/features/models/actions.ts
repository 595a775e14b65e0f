import { localProviderId } from '../../../shared/model/local-provider.ts';
import { navigate } from '../../app/navigation.ts';
import { toastError } from '../../app/toast-error.ts';
import { errorDataOf } from '../../lib/error-words.ts';
import { focusComposer } from '../chat/focus-composer.ts';
import { pickForNew } from '../chat/use-target.ts';
import { openLoadSheet } from './load-sheet/open-sheet.ts';
import { modelsStore } from './store.ts';

/** Loads a model. What will not fit leads to its load settings, where the way on is. */
export async function loadModel(name: string, options?: { ignoreMemory: boolean }): Promise<void> {
  const { load } = modelsStore.getState();
  try {
    await load(name, options);
  } catch (error) {
    const { code } = errorDataOf(error);
    if (code === 'CANCELLED') return;
    if (code === 'MODEL_WILL_NOT_FIT') return openLoadSheet(name);
    // Where the model is shown, its failure stands with it.
    const failure = modelsStore.getState().models?.find((model) => model.name === name)?.failure;
    if (failure?.code !== code) toastError(error);
  }
}

export const stopLoading = (name: string): void => void modelsStore.getState().stopLoading(name).catch(toastError);

export const togglePin = ({ name, isPinned }: { name: string; isPinned: boolean }): void =>
  void modelsStore.getState().update({ name, isPinned: !isPinned }).catch(toastError);

/** Loads the file of a failure once more. */
export async function tryAgain(name: string): Promise<void> {
  try {
    await modelsStore.getState().forgetFailure(name);
  } catch (error) {
    toastError(error);
    return;
  }
  await loadModel(name);
}

export function startChat(name: string): void {
  pickForNew({ providerId: localProviderId, modelId: name });
  navigate({ room: 'chat' });
  focusComposer();
}
