import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** What is used of the engine's own template renderer. */
interface Jinja {
  Template: new (template: string) => { render(items: Record<string, unknown>): string };
}

/** The package the engine renders with; it is the engine's dependency, not ours. */
async function loadJinja(): Promise<Jinja> {
  const engine = createRequire(import.meta.resolve('node-llama-cpp'));
  return (await import(pathToFileURL(engine.resolve('@huggingface/jinja')).href)) as Jinja;
}

const messages = [
  { role: 'system', content: 'Be brief.' },
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content: 'Hello' },
  { role: 'user', content: 'Hi' },
];
const parameters = { type: 'object', properties: { name: { type: 'string', description: 'A name' } } };
const tools = [{ type: 'function', function: { name: 'look', description: 'Looks', parameters } }];
const common = { bos_token: '', eos_token: '', add_generation_prompt: true };

/** The ways in which the engine is going to render it. */
const conversations = [
  { ...common, messages: messages.slice(1, 2) },
  { ...common, messages },
  { ...common, messages, tools },
];

/** Renders a chat template for its time and memory alone. One that fails is left to the engine. */
export async function renderTemplate(template: string, onBegin = (): void => {}): Promise<void> {
  // An engine that has its renderer elsewhere renders it for the first time as it loads.
  const jinja = await loadJinja().catch(() => null);
  if (!jinja) return;
  onBegin();
  for (const items of conversations) {
    try {
      new jinja.Template(template).render(items);
    } catch {
      // It ended.
    }
  }
}
