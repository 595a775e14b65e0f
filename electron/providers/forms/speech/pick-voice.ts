import type { Voice } from '../../../../shared/model/extras.ts';
import { isAutomatic, languageOf, withRegion } from './language-tag.ts';

/** Which of its languages a voice speaks, when it is asked for one: its own word for it. */
export function languageSpokenBy({ languages }: Voice, language?: string): string | undefined {
  const wanted = isAutomatic(language) ? 'en' : language;
  const exact = withRegion(wanted).toLowerCase();
  return (
    languages.find((tag) => tag.toLowerCase() === exact) ??
    languages.find((tag) => languageOf(tag) === languageOf(wanted))
  );
}

/** Who speaks where nobody was chosen. Default language: English. Undefined where nobody speaks it. */
export function pickVoice(voices: readonly Voice[], language?: string): Voice | undefined {
  const wanted = isAutomatic(language) ? 'en' : language;
  const exact = withRegion(wanted).toLowerCase();
  const speaks = (voice: Voice, matches: (tag: string) => boolean) => voice.languages.some(matches);
  return (
    voices.find((voice) => voice.languages[0]?.toLowerCase() === exact) ??
    voices.find((voice) => speaks(voice, (tag) => tag.toLowerCase() === exact)) ??
    voices.find((voice) => speaks(voice, (tag) => languageOf(tag) === languageOf(wanted)))
  );
}
