import type { Vendor } from '../../electron/providers/define-vendor.ts';
import type { Service } from '../../shared/model/provider.ts';

type Asked = Service | 'models';

const words: Record<Asked, string> = {
  language: 'chat',
  embedding: 'embeddings',
  image: 'images',
  speech: 'speech',
  transcription: 'transcription',
  realtime: 'realtime',
  reranking: 'ranking',
  moderation: 'moderation',
  models: 'list of models',
};

/** For the README: what of each vendor rests on its documentation alone. */
export function describeUnproven(vendors: readonly Vendor[], proven: ReadonlyMap<string, ReadonlySet<Asked>>): string {
  const rows = vendors.map(({ kind: { id, name, services } }) => {
    const asked: Asked[] = [...services, 'models'];
    const left = asked.filter((one) => !proven.get(id)?.has(one));
    return { name, isWhole: left.length === asked.length, left: left.map((one) => words[one]).join(', ') };
  });
  const whole = rows.filter(({ isWhole }) => isWhole).map(({ name }) => name);
  const parts = rows
    .filter(({ isWhole, left }) => !isWhole && left !== '')
    .map(({ name, left }) => `${name} (${left})`);
  return [`  - as a whole: ${whole.join(', ')}`, `  - in part: ${parts.join(', ')}`].join('\n');
}
