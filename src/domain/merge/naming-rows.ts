import type { Reads, Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { REFERENCES, type Reference } from '../edit/references.js';

/** Delegations stand inside their meeting and go with it, so that they are in the way of no deletion. */
const INSIDE: readonly Reference[] = [{ table: 'delegation', column: 'meeting_id', owner: 't.id' }];

const ALL = [...REFERENCES, ...INSIDE];

/** Which row of its table it is: these have no id of their own. */
const keyOf = (table: string): string => (table === 'agreement_meeting' ? 'meeting_id' : 'id');

const nameOf = ({ table, column }: Reference): string => `${table}.${column}`;

export interface Named {
  /** Rows by `table.column`. */
  readonly rows: ReadonlyMap<string, readonly number[]>;
  /** The records that the rows belong to. */
  readonly owners: ReadonlySet<number>;
}

/** Every row that names a record; with `among`, only these. */
export async function rowsNaming(
  reads: Reads,
  record: number,
  among?: Readonly<Record<string, readonly number[]>>,
): Promise<Named> {
  const rows = new Map<string, number[]>();
  const owners = new Set<number>();
  for (const each of ALL) {
    const name = nameOf(each);
    const wanted = among?.[name];
    if (among && !wanted) continue;
    const key = sql.raw(`t.${keyOf(each.table)}`);
    const found = await reads.rows<{ id: number; owner: number }>(
      { id: `t.${keyOf(each.table)}`, owner: each.owner },
      sql`FROM ${sql.raw(each.table)} t WHERE ${sql.raw(`t.${each.column}`)} = ${record}${wanted ? sql` AND ${sql.in(key, wanted)}` : sql``} ORDER BY 1`,
    );
    if (found.length > 0)
      rows.set(
        name,
        found.map(({ id }) => id),
      );
    for (const { owner } of found) owners.add(owner);
  }
  return { rows, owners };
}

/** Makes rows name another record than they did. */
export async function renameIn(
  tx: Transaction,
  { rows }: Pick<Named, 'rows'>,
  from: number,
  to: number,
): Promise<void> {
  for (const each of ALL) {
    const ids = rows.get(nameOf(each));
    if (!ids) continue;
    const [table, column, key] = [each.table, each.column, keyOf(each.table)].map(sql.raw) as [Sql, Sql, Sql];
    await tx.run(sql`UPDATE ${table} SET ${column} = ${to} WHERE ${column} = ${from} AND ${sql.in(key, ids)}`);
  }
}
