import { z } from 'zod';
import { credentialId, providerId, signInId } from '../model/ids.ts';
import { newProvider, provider } from '../model/provider.ts';
import { signIn } from '../model/sign-in.ts';
import { call, stream } from './define.ts';

const nothing = z.object({});
const one = z.object({ signInId });

export const signInContract = {
  'sign-in.start': call({
    summary: 'Sign in at a vendor with a code, for a provider that is added when that is done',
    method: 'POST',
    path: '/sign-ins',
    input: newProvider.omit({ apiKey: true, keyVariable: true }),
    output: signIn,
  }),
  'sign-in.renew': call({
    summary: 'Sign in with a code again: in place of one key of a provider, or for one more',
    method: 'POST',
    path: '/providers/{providerId}/sign-ins',
    input: z.object({ providerId, credentialId: credentialId.exactOptional() }),
    output: signIn,
  }),
  'sign-in.wait': stream({
    summary: 'Wait until the code was typed in; then the key is stored. May be asked again after it failed to be',
    method: 'POST',
    path: '/sign-ins/{signInId}/wait',
    input: one,
    delta: nothing,
    end: provider,
  }),
  'sign-in.cancel': call({
    summary: 'Give a sign-in up',
    method: 'DELETE',
    path: '/sign-ins/{signInId}',
    input: one,
    output: nothing,
  }),
};
