/**
 * What a schema may cost. Measured on the engine: a rule takes about 4 µs to parse, it is parsed twice for a request, and
 * that happens on the host's own thread.
 */
export const limits = {
  /** Bytes of the schema as JSON. */
  bytes: 1_048_576,
  /** Levels of schemas inside schemas, and steps through `$ref` and the like without a value in between. */
  depth: 64,
  /** Alternatives that one place in the schema may come to. */
  alternatives: 5_000,
  /** States of one pattern while it is read, and of one automaton made of it. */
  patternStates: 4_000,
  /** States, ranges and pairs of alternatives looked at for one schema: about a second. */
  effort: 500_000,
  /** Rules of the finished grammar. */
  rules: 10_000,
  /** Characters, ranges and references in the finished grammar. */
  elements: 200_000,
  /** Largest whole number that `multipleOf` may be. */
  multipleOf: 1_000,
} as const;
