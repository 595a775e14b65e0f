import type { LanguageModelV4CallOptions, LanguageModelV4ToolResultOutput } from '@ai-sdk/provider';
import type { Asked, Dialect, WireRequest } from '../dialect.ts';
import { differences } from '../differences.ts';

interface WireFacts {
  /** What of an address says what is asked for. */
  place(url: URL): string;
  /** Fields of the body that `raise` reads, or that say nothing. All others must be the same. */
  read: readonly string[];
  /** False where the wire has no ids of calls, or makes them up: then only which result answers which call counts. */
  hasCallIds?: boolean;
}

/**
 * Raises both requests and compares what they come to: so a form that may be written in two ways is read as one, and
 * nothing that `raise` does not read gets lost, since the rest of the body is compared as it is.
 */
export function compareRaised(
  raise: Dialect['raise'],
  { place, read, hasCallIds = true }: WireFacts,
): Dialect['compare'] {
  return (sent, recorded) => {
    const line = (name: string, of: (request: WireRequest) => unknown) =>
      differences(plain(of(sent)), plain(of(recorded)), name);
    return [
      ...line('method', ({ method }) => method),
      ...line('path', ({ url }) => place(new URL(url))),
      ...line('asked', (request) => outline(raise(request), hasCallIds)),
      ...line('body', ({ body }) => without(body, read)),
    ];
  };
}

function without(body: unknown, names: readonly string[]): Record<string, unknown> {
  const fields = body !== null && typeof body === 'object' ? Object.entries(body) : [];
  return Object.fromEntries(fields.filter(([name]) => !names.includes(name)));
}

/** Fields that are absent, null or an empty list are one and the same. */
function plain(value: unknown): unknown {
  if (value instanceof URL) return value.href;
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, plain(inner)] as const);
  return Object.fromEntries(fields.filter(([, inner]) => !isNothing(inner)));
}

const isNothing = (value: unknown) =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/** Without the borders of messages: packages draw them where the vendor's rules want them. */
function outline(asked: Asked, hasCallIds: boolean): unknown {
  if (asked.service !== 'language') return asked;
  const { prompt, ...options } = asked.options;
  return { ...asked, options: { ...options, prompt: partsOf(prompt, hasCallIds) } };
}

function partsOf(prompt: LanguageModelV4CallOptions['prompt'], hasCallIds: boolean): unknown[] {
  const ids: string[] = [];
  const nameOf = (id: string) => {
    if (hasCallIds) return id;
    if (!ids.includes(id)) ids.push(id);
    return `call ${ids.indexOf(id)}`;
  };
  return prompt.flatMap(({ role, content, providerOptions }): unknown[] => {
    if (typeof content === 'string') return [{ role, text: content, providerOptions }];
    return content.map((part) => {
      if (part.type === 'tool-call') return { role, ...part, toolCallId: nameOf(part.toolCallId) };
      if (part.type !== 'tool-result') return { role, ...part };
      return { role, ...part, toolCallId: nameOf(part.toolCallId), output: said(part.output) };
    });
  });
}

/** A text, a text in a list and a value as JSON say the same to a model. */
function said(output: LanguageModelV4ToolResultOutput): unknown {
  const failed = output.type.startsWith('error') || output.type === 'execution-denied';
  if (output.type === 'execution-denied') return { failed, text: output.reason };
  if (output.type !== 'content') return { failed, text: asText(output.value) };
  const text = output.value.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
  return { failed, text, others: output.value.filter((part) => part.type !== 'text') };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
