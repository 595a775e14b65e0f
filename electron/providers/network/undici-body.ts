import type { BodyInit as UndiciBody } from 'undici';
import type { Body } from './follow.ts';

/**
 * The package knows its own FormData only, and writes that of Node as "[object FormData]". All else is the same for
 * both.
 */
export async function toUndiciBody(body: Body | null): Promise<UndiciBody> {
  if (!(body instanceof FormData)) return body as UndiciBody;
  const { FormData: UndiciFormData } = await import('undici');
  const form = new UndiciFormData();
  for (const [name, value] of body) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, value.name);
  }
  return form;
}
