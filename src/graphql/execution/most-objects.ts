import { WorkLimitError } from '../../errors.js';

/** Objects and lists in one answer: with ten fields each, some ten megabytes. */
export const MOST_OBJECTS = 50_000;

/** The error of who asks for more than an answer may hold. */
export const tooManyObjects = () =>
  new WorkLimitError(
    `The answer would hold more than ${MOST_OBJECTS} objects: ask for smaller pages, for less inside each other, or narrow it down by a filter.`,
  );
