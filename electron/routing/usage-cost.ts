import type { Rates } from '../../shared/model/catalogue.ts';

interface Usage {
  inputTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  cachedTokens: number | null;
}

/** Nano-dollars of what was really used, rounded up; null where a price or a count is missing. */
export function costOfUsage(rates: Rates, usage: Usage): number | null {
  const { inputTokens, outputTokens, reasoningTokens, cachedTokens } = usage;
  const { input, output, cachedInput = input, reasoning = output, request = 0 } = rates;
  if (inputTokens === null || outputTokens === null) return null;
  const cached = Math.min(cachedTokens ?? 0, inputTokens);
  const thought = Math.min(reasoningTokens ?? 0, outputTokens);
  const parts: [number, number | undefined][] = [
    [inputTokens - cached, input],
    [cached, cachedInput],
    [outputTokens - thought, output],
    [thought, reasoning],
  ];
  let sum = 0;
  for (const [tokens, rate] of parts) {
    if (tokens > 0 && rate === undefined) return null;
    sum += tokens * (rate ?? 0);
  }
  return Math.ceil(sum / 1000) + request;
}
