import type { Database, Reads, Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';

/** What a check has found. */
export interface Found {
  readonly count: number;
  /** The first of them, in words. */
  readonly examples: readonly string[];
}

/** One thing that should hold in every database. */
export interface Check {
  /** Stable, for programs. */
  readonly code: string;
  /** What does not hold where something is found, in words. */
  readonly problem: string;
  /** What to do about it. */
  readonly advice: string;
  /** Worth knowing, but nothing is wrong. */
  readonly isNote?: true;
  find(reads: Reads, dialect: Database['dialect']): Promise<Found>;
  /** Makes it right again from facts that are there; missing where only people can tell what is right. */
  repair?(tx: Transaction, dialect: Database['dialect']): Promise<void>;
}

const MOST_EXAMPLES = 5;

/** What a query gives as `d.what`: how many, and the first of them. */
export async function found(reads: Reads, query: Sql): Promise<Found> {
  const first = await reads.rows<{ what: string | number; n: number }>(
    { what: 'd.what', n: 'COUNT(*) OVER ()' },
    sql`FROM (${query}) d LIMIT ${MOST_EXAMPLES}`,
  );
  return { count: first[0]?.n ?? 0, examples: first.map(({ what }) => String(what)) };
}

/** What stands in one query and not in the other. `columns` are those of both. */
export const differing = (columns: string, wanted: Sql, had: Sql): Sql => {
  const [these, those] = [
    sql`SELECT ${sql.raw(columns)} FROM (${wanted}) w`,
    sql`SELECT ${sql.raw(columns)} FROM (${had}) h`,
  ];
  return sql`SELECT * FROM (${these} EXCEPT ${those}) x UNION ALL SELECT * FROM (${those} EXCEPT ${these}) y`;
};

/** Several queries as one. */
export const together = (queries: readonly Sql[]): Sql => sql.join(queries, ' UNION ALL ');

/** `type slug` of the record with an id, as SQL. */
export const named = (id: string): string => `(SELECT r.type || ' ' || r.slug FROM registry r WHERE r.id = ${id})`;
