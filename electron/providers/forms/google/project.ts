import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { Secret } from '../../../lib/secret.ts';
import { type GoogleSignIn, googleSignIn } from '../../auth/google-token.ts';
import { optionalText } from '../settings/fields.ts';

/** Whose account, and where: what every service of Google Cloud wants to know. */
export const googleSettings = z.object({
  project: optionalText.meta({
    title: 'Project',
    description: 'Empty is the project that the service account belongs to.',
    placeholder: 'my-project-123',
  }),
  location: z
    .string()
    .trim()
    .regex(/^[a-z]+(-[a-z]+\d+)?$/, 'A location looks like global, eu or us-central1.')
    .default('global')
    .meta({
      title: 'Location',
      description: 'Where the models run; not every model is everywhere.',
      placeholder: 'us-central1',
    }),
});

export interface GoogleReach {
  settings: z.output<typeof googleSettings>;
  apiKey: Secret | null;
  fetch: typeof fetch;
}

export interface SignedInProject extends GoogleSignIn {
  project: string;
  location: string;
}

export function signedInProject(name: string, { settings, apiKey, fetch }: GoogleReach): SignedInProject {
  const signIn = googleSignIn(apiKey, fetch);
  const project = settings.project ?? signIn.projectId;
  if (project) return { ...signIn, project, location: settings.location };
  throw new AppError('VALIDATION_FAILED', `${name} needs a project. Fill in the field Project.`, {
    details: { param: 'project', reason: 'required' },
  });
}
