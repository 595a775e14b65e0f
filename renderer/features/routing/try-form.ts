import { create } from 'zustand';
import type { Input } from '../../../shared/contract/contract.ts';
import type { Door } from '../../../shared/model/door.ts';
import type { Goal } from '../../../shared/model/route.ts';
import type { Need } from '../../../shared/model/routing.ts';
import { autoName } from './alias-draft.ts';

/** What would be asked, and by whom. */
interface TryForm {
  name: string;
  text: string;
  door: Door;
  client: string;
  tags: readonly string[];
  needs: readonly Need[];
  maxOutputTokens: number | null;
  goal: Goal;
}

/** Kept while the person looks at something else. */
export const useTryForm = create<TryForm>(() => ({
  name: autoName,
  text: '',
  door: 'window',
  client: '',
  tags: [],
  needs: [],
  maxOutputTokens: null,
  goal: 'balanced',
}));

export function tryOf(form: TryForm): Input<'routing.try'> {
  const { name, text, door, client, tags, needs, maxOutputTokens, goal } = form;
  const isCount = maxOutputTokens !== null && Number.isInteger(maxOutputTokens) && maxOutputTokens > 0;
  return {
    model: name,
    text,
    needs: [...needs],
    tags: [...tags],
    ...(door !== 'window' && { door }),
    ...(client.trim() && { client: client.trim() }),
    ...(isCount && { maxOutputTokens }),
    ...(goal !== 'balanced' && { requirements: { goal } }),
  };
}
