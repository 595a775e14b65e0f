import type { Dialect } from '../../shared/model/dialect.ts';
import type { Connection } from './define-vendor.ts';
import type { Send } from './network/send.ts';

/** Where a request goes that is in a form of the vendor's own, and how it is signed. */
export interface RelayLine {
  url: string;
  headers: Record<string, string>;
  /** For a sign-in that is renewed when it is refused: it is asked through this, the long way. Default: the short one. */
  fetch?: typeof fetch;
  /** Members of the request that this instance wants to have; those that a request has already stay. Default: none. */
  members?: Readonly<Record<string, unknown>>;
  /** A stream tells its tokens unasked, and the field that asks for them may be refused. */
  tellsUsage?: true;
}

/** Null: this model does not answer in that form. */
type RelayFactory<Settings> = (
  connection: Connection<Settings>,
  modelId: string,
) => Promise<RelayLine | null> | RelayLine | null;

export type RelayFactories<Settings> = { [Name in Dialect]?: RelayFactory<Settings> };

/** A line with all that is needed to ask. */
export interface Relay extends Omit<RelayLine, 'fetch'> {
  send: Send;
}
