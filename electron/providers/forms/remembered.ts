/** Keeps what was answered for a while, as lists that hardly ever change are asked for with every request. `life` in ms. */
export function createRemembered<Answer>(life: number, now = Date.now) {
  const kept = new Map<string, { answer: Promise<Answer>; at: number }>();
  return (name: string, ask: () => Promise<Answer>): Promise<Answer> => {
    const known = kept.get(name);
    if (known && now() - known.at < life) return known.answer;
    const answer = ask();
    kept.set(name, { answer, at: now() });
    // What failed may be asked again at once.
    void answer.catch(() => kept.delete(name));
    return answer;
  };
}
