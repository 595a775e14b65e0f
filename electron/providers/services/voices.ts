import type { Voice } from '../../../shared/model/extras.ts';

/** The voices that a request for speech may name. */
export interface VoiceList {
  list(signal: AbortSignal): Promise<Voice[]>;
}
