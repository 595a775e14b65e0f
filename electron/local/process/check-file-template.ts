import { chatTemplate } from '../gguf/chat-template.ts';
import { readModel } from '../gguf/read-model.ts';
import type { CheckTemplate } from './probe-steps.ts';
import { renderSafely } from './template-check.ts';

/** Renders the template that a model file brings along, if any. `entry`: the file that is run as a thread. */
export const checkTemplate =
  (entry: string): CheckTemplate =>
  async (path, { limit, signal }) => {
    const template = chatTemplate(await readModel(path, { signal }));
    if (template !== null) await renderSafely(template, { entry, limit, signal });
  };
