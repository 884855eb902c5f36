import { InputError } from '../errors.js';

export type Dialect = 'sqlite' | 'postgres';
export type SqlValue = string | number | null;
/** An id, or a pair of them. */
export type Key = number | readonly [number, number];

/** What one dialect needs in a place where the two differ. */
interface Choice {
  readonly sqlite: Sql;
  readonly postgres: Sql;
}

/** The same condition twice: as it is cheap for some rows, and for all rows of a table. */
interface Aim {
  readonly some: Sql;
  readonly every: Sql;
}

type Part = string | { readonly value: unknown } | Choice | Aim;

/** An immutable piece of SQL: trusted text with the values that belong into it. Made by `sql`, turned into text by `compile`. */
export class Sql {
  readonly parts: readonly Part[];
  /** What comes before the whole statement that this becomes the body of (`WITH …`); lost where it is spliced into another. */
  readonly prelude: Sql | null;

  constructor(parts: readonly Part[], prelude: Sql | null = null) {
    this.parts = parts;
    this.prelude = prelude;
  }
}

/** `sql\`… WHERE id = ${id}\``: a value that is an Sql is spliced in, anything else becomes a parameter. */
function tag(strings: TemplateStringsArray, ...values: readonly (Sql | SqlValue)[]): Sql {
  const parts: Part[] = [strings[0] as string];
  values.forEach((value, i) => {
    if (value instanceof Sql) parts.push(...value.parts);
    else parts.push({ value });
    parts.push(strings[i + 1] as string);
  });
  return new Sql(parts);
}

const raw = (text: string) => new Sql([text]);

/** Where the two databases need different text. */
const choose = (sqlite: Sql, postgres: Sql) => new Sql([{ sqlite, postgres }]);

/** The condition `some`, unless the statement that it gets into is made for every row: see `forEvery`. */
const aim = (some: Sql, every: Sql) => new Sql([{ some, every }]);

/** The same where all rows of a table are looked at, so that what is listed once costs less than what is asked of each. */
const forEvery = (fragment: Sql): Sql =>
  new Sql(
    fragment.parts.flatMap((part) =>
      typeof part === 'object' && 'every' in part ? forEvery(part.every).parts : [part],
    ),
    fragment.prelude,
  );

const list = (json: string, array: readonly unknown[]) =>
  choose(new Sql(['json_each(', { value: json }, ')']), new Sql([{ value: array }]));

export const sql = Object.assign(tag, {
  /** Trusted text only: identifiers from code, never input. */
  raw,

  choose,

  aim,

  forEvery,

  join(parts: readonly Sql[], separator = ', '): Sql {
    return new Sql(parts.flatMap((part, i) => (i === 0 ? part.parts : [separator, ...part.parts])));
  },

  /**
   * `expression` is one of `ids`. One parameter, so that the text is the same for any number of ids.
   * @throws InputError as `compile` does.
   */
  in(expression: Sql, ids: readonly (number | string)[]): Sql {
    for (const id of ids) if (typeof id === 'string') requireText(id);
    const values = list(JSON.stringify(ids), ids);
    return choose(tag`${expression} IN (SELECT value FROM ${values})`, tag`${expression} = ANY(${values})`);
  },

  /**
   * A table `alias(value)` of texts, for a join that begins with them whatever the planner thinks of their number.
   * @throws InputError as `compile` does.
   */
  texts(values: readonly string[], alias: string): Sql {
    for (const value of values) requireText(value);
    const table = list(JSON.stringify(values), values);
    return choose(tag`${table} ${raw(alias)}`, tag`unnest(${table}::text[]) AS ${raw(alias)}(value)`);
  },

  /** A table `alias(value, other, ord)` of ids or pairs of ids; `ord` is the position, from 0, and `other` is null beside a single id. */
  table(ids: readonly Key[], alias: string): Sql {
    if (ids.every((id) => typeof id === 'number')) {
      const values = list(JSON.stringify(ids), ids);
      return choose(
        tag`(SELECT key AS ord, value, NULL AS other FROM ${values}) ${raw(alias)}`,
        tag`(SELECT ord - 1 AS ord, value, NULL::int AS other FROM unnest(${values}::int[]) WITH ORDINALITY AS listed(value, ord)) ${raw(alias)}`,
      );
    }
    const pairs = ids.map((id) => (typeof id === 'number' ? [id] : id));
    const column = (index: 0 | 1) => new Sql([{ value: pairs.map((pair) => pair[index] ?? null) }]);
    return choose(
      tag`(SELECT key AS ord, value ->> 0 AS value, value ->> 1 AS other FROM json_each(${JSON.stringify(pairs)})) ${raw(alias)}`,
      tag`(SELECT ord - 1 AS ord, value, other
        FROM unnest(${column(0)}::int[], ${column(1)}::int[]) WITH ORDINALITY AS listed(value, other, ord)) ${raw(alias)}`,
    );
  },
});

/**
 * The text and parameters for one database: `?` for SQLite, `$1`… for Postgres.
 * @throws InputError for a text value that Postgres cannot hold (U+0000, a lone surrogate), so that both databases refuse the same.
 */
export function compile(fragment: Sql, dialect: Dialect): { text: string; params: unknown[] } {
  const params: unknown[] = [];
  return { text: append(fragment, dialect, params), params };
}

function append(fragment: Sql, dialect: Dialect, params: unknown[]): string {
  let text = '';
  for (const part of fragment.parts) {
    if (typeof part === 'string') text += part;
    else if ('value' in part) {
      if (typeof part.value === 'string') requireText(part.value);
      params.push(part.value);
      text += dialect === 'sqlite' ? '?' : `$${params.length}`;
    } else text += append('some' in part ? part.some : part[dialect], dialect, params);
  }
  return text;
}

const UNSTORABLE = /\0|\p{Surrogate}/u;

/** @throws InputError when the text holds a NUL or half of a surrogate pair. */
export function requireText(text: string): void {
  if (UNSTORABLE.test(text)) {
    throw new InputError('A text holds the character U+0000 or half of a surrogate pair; leave that character out.');
  }
}
