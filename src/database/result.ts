import type { Columns } from './database.js';
import { compile, type Dialect, type Key, type Sql, sql } from './sql.js';

/** One SELECT whose answer is a single JSON text, and how its rows are built from it. */
export interface Selection {
  readonly text: string;
  readonly params: unknown[];
  readonly shape: Shape;
}

interface Shape {
  readonly head: string;
  readonly tail: string;
  readonly keys: readonly string[];
  /** A row with nothing in it: copying one that has all keys is cheaper than giving it one after another. */
  readonly empty: Readonly<Record<string, unknown>>;
  readonly real: readonly boolean[];
}

// The column lists are constants of the code, so their text is worked out once.
const shapes = { sqlite: new WeakMap<Columns, Shape>(), postgres: new WeakMap<Columns, Shape>() };

function shapeOf(columns: Columns, dialect: Dialect): Shape {
  const known = shapes[dialect].get(columns);
  if (known) return known;
  const keys = Object.keys(columns);
  const expressions = Object.values(columns).map((c) => (typeof c === 'string' ? c : c.real));
  const real = Object.values(columns).map((c) => typeof c !== 'string');
  const names = keys.map((_, i) => `c${i}`);
  const array = dialect === 'sqlite' ? 'json_group_array(json_array' : 'json_agg(json_build_array';
  const values = dialect === 'sqlite' ? names.map((name, i) => (real[i] ? exact(name) : name)) : names;
  const shape: Shape = {
    head: `SELECT ${array}(${values.join(', ')})) AS rows FROM (SELECT ${expressions.map((e, i) => `${e} AS ${names[i]}`).join(', ')} `,
    tail: ') selected',
    keys,
    empty: Object.fromEntries(keys.map((key) => [key, null])),
    real,
  };
  shapes[dialect].set(columns, shape);
  return shape;
}

// SQLite writes a REAL into JSON with 15 digits. A double needs 17, which only printf gives, and not always right unless asked for 18.
const exact = (name: string) => `CASE WHEN ${name} IS NULL THEN NULL ELSE printf('%!.18g', ${name}) END`;

export function select(columns: Columns, body: Sql, dialect: Dialect): Selection {
  const shape = shapeOf(columns, dialect);
  if (body.prelude)
    return {
      ...compile(sql`${body.prelude} ${sql.raw(shape.head)}${body}${sql.raw(shape.tail)}`, dialect),
      shape,
    };
  const { text, params } = compile(body, dialect);
  return { text: shape.head + text + shape.tail, params, shape };
}

/** The same once for each key, in one statement: the body speaks of its key as `parent.value` (of a pair, also `parent.other`). */
export function selectPerKey(keys: readonly Key[], columns: Columns, body: Sql, dialect: Dialect): Selection {
  const shape = shapeOf(columns, dialect);
  const rows = sql`(${sql.raw(shape.head)}${body}${sql.raw(shape.tail)})`;
  const all = sql.choose(
    // Glued as texts: json_group_array would parse every one of them again.
    sql`SELECT '[' || coalesce(group_concat(parent.rows, ','), '') || ']' AS rows FROM (SELECT ${rows} AS rows FROM ${sql.table(keys, 'parent')} ORDER BY parent.ord) parent`,
    sql`SELECT json_agg(parent.rows ORDER BY parent.ord) AS rows FROM (SELECT parent.ord, ${rows} AS rows FROM ${sql.table(keys, 'parent')}) parent`,
  );
  return { ...compile(body.prelude ? sql`${body.prelude} ${all}` : all, dialect), shape };
}

/** Rows from the arrays that the engine answered with. */
export function rowsOf<Row>(arrays: readonly (readonly unknown[])[] | null, shape: Shape): Row[] {
  const { keys, real, empty } = shape;
  return (arrays ?? []).map((values) => {
    const row: Record<string, unknown> = { ...empty };
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as string;
      const value = values[i];
      if (real[i]) row[key] = value === null ? null : Number(value);
      else if (typeof value === 'number' && !Number.isInteger(value)) {
        throw new Error(`The column "${key}" holds the fraction ${value}: declare it with real(…).`);
      } else row[key] = value;
    }
    return row as Row;
  });
}
