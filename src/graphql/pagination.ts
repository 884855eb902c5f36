import { IsInt, IsOptional, Max, Min, ValidateBy } from 'class-validator';
import { ArgsType, Field, Int } from 'type-graphql';
import { InputError } from '../errors.js';
import { DEFAULT_PAGE, LARGEST_PAGE } from './page-size.js';

const whole = { message: 'must be a whole number' };
const notNegative = { message: 'must not be negative' };
const notTooMany = { message: `must be at most ${LARGEST_PAGE}` };

const onlyOneWay = () =>
  ValidateBy({
    name: 'onlyOneWay',
    validator: {
      validate: (_, at) => (at?.object as Partial<PageArgs> | undefined)?.last == null,
      defaultMessage: () => 'give first or last, not both: first walks forward, last walks backward',
    },
  });

const NO_CURSOR = 'is not a cursor: give an endCursor or startCursor of an earlier answer';

/** Whether it is one of this list is told later, when everything is known to have the right form. */
const isCursor = () =>
  ValidateBy({
    name: 'isCursor',
    validator: {
      validate: (cursor) => decoded(cursor as string) !== null,
      defaultMessage: () => NO_CURSOR,
    },
  });

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
  @onlyOneWay()
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'Return what follows this cursor.' })
  @IsOptional()
  @isCursor()
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
  @IsOptional()
  @isCursor()
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

/** What a cursor holds; null where it is none. */
function decoded(cursor: string): readonly CursorKey[] | null {
  let keys: unknown;
  try {
    keys = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return null;
  }
  const isKey = (key: unknown) => typeof key === 'string' || (typeof key === 'number' && fitsInteger(key));
  return Array.isArray(keys) && keys.length > 1 && keys.every(isKey) ? (keys as CursorKey[]) : null;
}

function keysOf(tag: string, size: number, cursor: string, argument: string): readonly CursorKey[] {
  const keys = decoded(cursor);
  if (keys === null) throw new InputError(`${argument} ${NO_CURSOR}.`, { argument });
  if (keys[0] !== tag || keys.length !== size + 1)
    throw new InputError(`${argument} is a cursor of another list or order: ask for the first page again.`, {
      argument,
    });
  return keys.slice(1);
}

/** `args` have been checked. `kinds` are the JavaScript types of the order's sort keys, which a cursor must carry one by one. */
export function readPage(args: PageArgs, tag: string, kinds: readonly ('string' | 'number')[]): Page {
  const { first, last, after, before } = args;
  const keys = (cursor: string | null | undefined, argument: string) => {
    if (cursor == null) return null;
    const found = keysOf(tag, kinds.length, cursor, argument);
    if (found.some((key, index) => typeof key !== kinds[index]))
      throw new InputError(`${argument} is not a cursor of this list: ask for the first page again.`, { argument });
    return found;
  };
  return {
    limit: first ?? last ?? DEFAULT_PAGE,
    backward: last != null || (first == null && before != null && after == null),
    after: keys(after, 'after'),
    before: keys(before, 'before'),
  };
}
