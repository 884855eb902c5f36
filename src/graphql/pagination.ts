import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { InputError } from '../errors.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from './page-size.js';

const whole = { message: 'must be a whole number' };
const notNegative = { message: 'must not be negative' };
const notTooMany = { message: `must be at most ${LARGEST_PAGE}` };

@ArgsType()
export class ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the start or after the cursor; ${DEFAULT_PAGE} when absent, at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @IsInt(whole)
  @Min(0, notNegative)
  @Max(LARGEST_PAGE, notTooMany)
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Return what follows this cursor.' })
  after?: string | null;
}

@ArgsType()
export class PageArgs extends ForwardPageArgs {
  @Field(() => Int, {
    nullable: true,
    description: `How many to return from the end or before the cursor; at most ${LARGEST_PAGE}.`,
  })
  @IsOptional()
  @IsInt(whole)
  @Min(0, notNegative)
  @Max(LARGEST_PAGE, notTooMany)
  last?: number | null;

  @Field(() => String, { nullable: true, description: 'Return what comes before this cursor.' })
  before?: string | null;
}

/** One checked page request: `limit` rows walking forward or backward, between the sort keys of two cursors. */
export interface Page {
  readonly limit: number;
  readonly backward: boolean;
  readonly after: readonly CursorKey[] | null;
  readonly before: readonly CursorKey[] | null;
}

export type CursorKey = string | number;

/** Numbers among sort keys come from integer columns, and a database refuses to compare those with anything larger. */
const fitsInteger = (key: number) => Number.isInteger(key) && Math.abs(key) < 2 ** 31;

/** `tag` names the list and the order that the keys belong to, so that a cursor of another one is refused instead of misread. */
export const encodeCursor = (tag: string, keys: readonly CursorKey[]): string =>
  Buffer.from(JSON.stringify([tag, ...keys])).toString('base64url');

function decodeCursor(tag: string, size: number, cursor: string, argument: string): CursorKey[] {
  let decoded: unknown;
  try {
    decoded = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    decoded = undefined;
  }
  const isKey = (key: unknown) => typeof key === 'string' || (typeof key === 'number' && fitsInteger(key));
  if (!Array.isArray(decoded) || !decoded.every(isKey) || decoded.length < 2)
    throw new InputError(`${argument} is not a cursor: give an endCursor or startCursor of an earlier answer.`, {
      argument,
    });
  if (decoded[0] !== tag || decoded.length !== size + 1)
    throw new InputError(`${argument} is a cursor of another list or order: ask for the first page again.`, {
      argument,
    });
  return decoded.slice(1);
}

/** `kinds` are the JavaScript types of the order's sort keys, which a cursor must carry one by one. */
export function readPage(args: PageArgs, tag: string, kinds: readonly ('string' | 'number')[]): Page {
  const { first, last, after, before } = args;
  if (first != null && last != null)
    throw new InputError('Give first or last, not both: first walks forward, last walks backward.', {
      argument: 'first',
    });
  const keys = (cursor: string | null | undefined, argument: string) => {
    if (cursor == null) return null;
    const decoded = decodeCursor(tag, kinds.length, cursor, argument);
    if (decoded.some((key, index) => typeof key !== kinds[index]))
      throw new InputError(`${argument} is not a cursor of this list: ask for the first page again.`, { argument });
    return decoded;
  };
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backward: last != null || (first == null && before != null && after == null),
    after: keys(after, 'after'),
    before: keys(before, 'before'),
  };
}
