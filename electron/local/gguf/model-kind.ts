import type { ModelKind } from '../../../shared/model/model-facts.ts';
import { chatTemplate } from './chat-template.ts';
import { numberOf, textOf } from './header.ts';
import type { Refuse } from './invalid-file.ts';
import type { ModelHeader } from './read-model.ts';

/** Architectures that only make vectors. */
const encoders = /(?:^|-)bert(?:-|$)|bert$|^t5encoder$|embed(?:ding)?$/;
const projectors: readonly string[] = ['clip', 'mmproj'];
/** GGUF files that are tools for making others. */
const helpers: readonly string[] = ['imatrix', 'controlvector', 'dataset'];
const rank = 4;
/** In old files without a template only the name tells a model for talking. */
const chatName = /(?:^|[^a-z])(?:chat|instruct|it|assistant)(?:[^a-z]|$)/i;

export function modelKind(header: ModelHeader, { name, refuse }: { name: string; refuse: Refuse }): ModelKind {
  const architecture = textOf(header, 'general.architecture');
  const type = textOf(header, 'general.type') ?? 'model';
  if (type === 'adapter') return 'adapter';
  if (projectors.includes(type) || (architecture !== null && projectors.includes(architecture))) return 'projector';
  const helper = helpers.find((each) => each === type || each === architecture);
  if (helper !== undefined)
    throw refuse('not-a-model', `is no model but a GGUF of the kind ${helper}. Choose a model.`);
  if (architecture === null) {
    throw refuse('bad-value', 'does not say what architecture it has: it is damaged. Download it again.');
  }

  const pooling = numberOf(header, `${architecture}.pooling_type`) ?? 0;
  if (pooling === rank || header.tensors.some(({ name: tensor }) => /^cls\.(?:output\.)?weight$/.test(tensor))) {
    return 'reranker';
  }
  if (pooling > 0 || encoders.test(architecture)) return 'embedding';
  return chatTemplate(header) !== null || chatName.test(name) ? 'chat' : 'completion';
}
