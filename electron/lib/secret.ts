import { inspect } from 'node:util';

/** A value that must not be seen by accident: it prints as `***` everywhere. Only `reveal` gives it out. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '***';
  }

  toJSON(): string {
    return '***';
  }

  [Symbol.toPrimitive](): string {
    return '***';
  }

  [inspect.custom](): string {
    return '***';
  }
}

/** Enough of a key to recognise it, never enough to use it: `sk-…a1b2`. Of a key that is a file nothing tells. */
export function maskKey(key: string): string {
  if (key.startsWith('{')) return '{…}';
  if (key.length < 16) return '***';
  const prefix = /^[A-Za-z]{2,3}[-_]/.exec(key)?.[0] ?? '';
  return `${prefix}…${key.slice(-4)}`;
}
