import { v7 } from 'uuid';

/** A new id of the kind asked for: unique without asking, and sortable by when it was made. */
export const newId = <Id extends string>(): Id => v7() as Id;
