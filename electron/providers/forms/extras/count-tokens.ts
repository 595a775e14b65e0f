import type { LanguageModelV4, LanguageModelV4Prompt } from '@ai-sdk/provider';
import { z } from 'zod';
import { AppError } from '../../../../shared/errors/app-error.ts';
import type { TokenCounter } from '../../services/token-count.ts';

type Body = Record<string, unknown>;

export interface TokenCounterOptions {
  /** A model whose requests go through what is handed in. */
  open(modelId: string, counting: (fetchIt: typeof fetch) => typeof fetch): Promise<LanguageModelV4>;
  /** Where the count is asked for in place of the answer; undefined for a request that is no such question. */
  redirect(url: string, body: Body, modelId: string): { url: string; body: Body } | undefined;
  /** Reads the number out of the answer. */
  answer: z.ZodType<number>;
}

const jsonObject = z.record(z.string(), z.unknown());

/**
 * Counts what the vendor's package would really send for a prompt: its own request, with the same headers, goes to
 * where tokens are counted. The package cannot read that answer, and need not.
 */
export const tokenCounter = ({ open, redirect, answer }: TokenCounterOptions): TokenCounter => ({
  async count(modelId: string, prompt: LanguageModelV4Prompt, signal: AbortSignal): Promise<number> {
    let counted: number | undefined;
    const counting =
      (fetchIt: typeof fetch): typeof fetch =>
      async (input, init) => {
        const url = input instanceof Request ? input.url : input.toString();
        const body = typeof init?.body === 'string' ? jsonObject.safeParse(readJson(init.body)).data : undefined;
        const asked = body && redirect(url, body, modelId);
        if (!asked) return fetchIt(input, init);
        const response = await fetchIt(asked.url, { ...init, body: JSON.stringify(asked.body) });
        if (response.ok) counted = answer.safeParse(readJson(await response.clone().text())).data;
        return response;
      };
    const model = await open(modelId, counting);
    try {
      await model.doGenerate({ prompt, abortSignal: signal });
    } catch (thrown) {
      if (counted === undefined) throw thrown;
    }
    if (counted !== undefined) return counted;
    throw new AppError(
      'PROVIDER_BAD_ANSWER',
      `The answer did not say how many tokens ${modelId} would read. Try again.`,
    );
  },
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A few fields of a body: what counts refuses those that say how to answer. */
export const only = (body: Body, names: readonly string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([name]) => names.includes(name)));

const whole = z.int().nonnegative();

/** The number under one name. */
export const countUnder = (name: string): z.ZodType<number> =>
  z.looseObject({ [name]: whole }).transform((answer) => whole.parse(answer[name]));
