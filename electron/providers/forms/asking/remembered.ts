/** Keeps what was answered for a while, as lists that hardly ever change are asked for with every request. `life` in ms. */
export function createRemembered<Answer>(life: number, now = Date.now) {
  const kept = new Map<string, { answer: Answer; at: number }>();
  return async (name: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = kept.get(name);
    if (known && now() - known.at < life) return known.answer;
    // Not shared while it is asked: the refusal of one key, or a caller's cancel, is nobody else's.
    const answer = await ask();
    kept.set(name, { answer, at: now() });
    return answer;
  };
}
