import type { LanguageModelV4StreamPart } from '@ai-sdk/provider';

export interface ReadStream {
  parts: LanguageModelV4StreamPart[];
  problems: string[];
  failure?: { thrown: unknown; hasContent: boolean };
}

/** Reads to the end, and notes what breaks the rules that every reader relies on. */
export async function readStream(stream: ReadableStream<LanguageModelV4StreamPart>): Promise<ReadStream> {
  const parts: LanguageModelV4StreamPart[] = [];
  const hasContent = () => parts.some(({ type }) => type === 'text-delta' || type === 'reasoning-delta');
  let failure: ReadStream['failure'];
  try {
    for await (const part of stream) {
      parts.push(part);
      if (part.type === 'error') failure ??= { thrown: part.error, hasContent: hasContent() };
    }
  } catch (thrown) {
    failure ??= { thrown, hasContent: hasContent() };
  }
  return { parts, problems: failure ? [] : problemsOf(parts), ...(failure && { failure }) };
}

function problemsOf(parts: readonly LanguageModelV4StreamPart[]): string[] {
  const open = new Set<string>();
  const typed = new Map<string, string>();
  const problems: string[] = [];
  for (const part of parts) {
    const [, kind, step] = /^(text|reasoning|tool-input)-(start|delta|end)$/.exec(part.type) ?? [];
    if (kind && step && 'id' in part) {
      const key = `${kind} ${part.id}`;
      if (step === 'start' ? open.has(key) : !open.has(key)) problems.push(`${step} of ${key} out of order`);
      if (step === 'start') open.add(key);
      if (step === 'end') open.delete(key);
    }
    if (part.type === 'tool-input-delta') typed.set(part.id, (typed.get(part.id) ?? '') + part.delta);
    if (part.type === 'tool-call') {
      const seen = typed.get(part.toolCallId);
      if (seen && compact(seen) !== compact(part.input))
        problems.push(`the deltas of tool call ${part.toolName} are not its input`);
    }
  }
  for (const key of open) problems.push(`${key} has no end`);
  const ends = parts.filter(({ type }) => type === 'finish').length;
  if (ends !== 1) problems.push(`${ends} finish parts`);
  return problems;
}

/** Spaces between the values say nothing. */
function compact(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch {
    return json;
  }
}
