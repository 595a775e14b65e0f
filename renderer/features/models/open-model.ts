import { navigate } from '../../app/navigation.ts';

/** Goes to one model of this computer, from any room. */
export const openModel = (modelName: string): void => navigate({ room: 'models', modelName });

export const closeModel = (): void => navigate({ room: 'models' });
