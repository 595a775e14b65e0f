import type { LanguageModelV4FilePart, LanguageModelV4Prompt } from '@ai-sdk/provider';

export interface Prompt {
  system: string;
  prompt: string;
  /** As addresses that a model can fetch, or that hold the picture themselves. */
  images: string[];
}

export type Refuse = (functionality: string) => never;

/** These models take one text: a single question as it is, a conversation as who said what, ending where the model speaks. */
export function toPrompt(messages: LanguageModelV4Prompt, refuse: Refuse): Prompt {
  const system: string[] = [];
  const turns: { role: 'User' | 'Assistant'; text: string }[] = [];
  const images: string[] = [];
  for (const message of messages) {
    if (message.role === 'system') system.push(message.content);
    else if (message.role === 'tool') refuse('answers of tools');
    else {
      const texts = message.content.map((part) => {
        if (part.type === 'text') return part.text;
        if (part.type === 'reasoning') return '';
        if (part.type !== 'file' || !part.mediaType.startsWith('image')) return refuse(`${part.type} in a message`);
        images.push(addressOf(part, refuse));
        return '';
      });
      turns.push({ role: message.role === 'user' ? 'User' : 'Assistant', text: texts.filter(Boolean).join('\n') });
    }
  }
  const [only, ...others] = turns;
  const isQuestion = only?.role === 'User' && others.length === 0;
  const conversation = [...turns.map(({ role, text }) => `${role}: ${text}`), 'Assistant:'].join('\n\n');
  return { system: system.join('\n\n'), prompt: isQuestion ? only.text : conversation, images };
}

function addressOf({ data, mediaType }: LanguageModelV4FilePart, refuse: Refuse): string {
  if (data.type === 'url') return data.url.toString();
  if (data.type !== 'data') return refuse(`pictures as ${data.type}`);
  const type = mediaType.includes('/') && !mediaType.endsWith('/*') ? mediaType : 'image/png';
  return `data:${type};base64,${typeof data.data === 'string' ? data.data : Buffer.from(data.data).toString('base64')}`;
}
