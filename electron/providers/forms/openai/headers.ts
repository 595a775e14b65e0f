import type { Secret } from '../../../lib/secret.ts';

export interface OpenAiAccount {
  apiKey: Secret | null;
  /** Default: not sent. */
  organization?: string | null | undefined;
  project?: string | null | undefined;
}

/** Who asks, where no package writes it. */
export const openAiHeaders = ({ apiKey, organization, project }: OpenAiAccount): Record<string, string> => ({
  ...(apiKey && { Authorization: `Bearer ${apiKey.reveal()}` }),
  ...(organization && { 'OpenAI-Organization': organization }),
  ...(project && { 'OpenAI-Project': project }),
});
