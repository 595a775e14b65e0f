/** A schema, and JSON texts that its grammar has to let through and to refuse. */
export interface SchemaCase {
  name: string;
  schema: unknown;
  allowed: readonly string[];
  forbidden: readonly string[];
}
