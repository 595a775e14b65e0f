import { z } from 'zod';
import { AppError } from '../../../shared/errors/app-error.ts';
import { baseUrl } from '../base-url.ts';
import { defineVendor } from '../define-vendor.ts';
import { listOpenAiModels } from '../list-models.ts';

const keyPage = 'https://platform.openai.com/api-keys';

/**
 * OpenAI lists everything it sells. These are not for chat, or answer only on other endpoints than chat completions:
 * https://platform.openai.com/docs/models
 */
const notForChat =
  /embedding|whisper|tts|dall-e|image|moderation|davinci|babbage|instruct|audio|realtime|transcribe|sora|computer-use|codex|deep-research|-pro(-|$)/;

const optionalText = z
  .string()
  .trim()
  .max(200)
  .transform((text) => text || undefined)
  .optional();

export const openai = defineVendor({
  id: 'openai',
  name: 'OpenAI',
  keyPage,
  needsKey: 'required',
  settings: z.object({
    baseUrl: baseUrl.default('https://api.openai.com/v1').meta({
      title: 'Base URL',
      description: 'Only to be changed for a proxy in between.',
      placeholder: 'https://api.openai.com/v1',
    }),
    organization: optionalText.meta({
      title: 'Organization',
      description: 'Only for keys that belong to more than one.',
      placeholder: 'org-…',
    }),
    project: optionalText.meta({
      title: 'Project',
      description: 'Only for keys that are not bound to a project.',
      placeholder: 'proj_…',
    }),
  }),

  baseUrl: (settings) => settings.baseUrl,

  async languageModel({ settings, apiKey, fetch }, modelId) {
    const { createOpenAI } = await import('@ai-sdk/openai');
    if (!apiKey) throw new AppError('INVALID_API_KEY', `OpenAI needs an API key. Make one at ${keyPage}.`);
    const { baseUrl: baseURL, organization, project } = settings;
    return createOpenAI({
      baseURL,
      apiKey: apiKey.reveal(),
      fetch,
      ...(organization && { organization }),
      ...(project && { project }),
    }).chat(modelId);
  },

  async listModels({ settings, apiKey, fetch }, signal) {
    const models = await listOpenAiModels({ ...settings, apiKey, fetch, signal });
    return models.filter(({ id }) => !notForChat.test(id));
  },
});
