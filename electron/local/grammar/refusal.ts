import { AppError } from '../../../shared/errors/app-error.ts';

/** A keyword that cannot be held to. */
export interface Problem {
  keyword: string;
  /** JSON pointer of the keyword, from `#`. */
  pointer: string;
  /** A whole sentence: what is wrong with it and what helps. */
  reason: string;
}

/** Takes a problem: a strict reader throws, a lenient one writes it down and reads on without the keyword. */
export type Report = (problem: Problem) => void;

export function refuse({ keyword, pointer, reason }: Problem): never {
  throw new AppError('UNSUPPORTED_SCHEMA', `The schema's "${keyword}" at ${pointer} cannot be held to. ${reason}`, {
    details: { keyword, pointer },
  });
}
