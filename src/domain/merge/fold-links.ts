import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Moment } from '../change/log.service.js';
import { rowsOf, rowsOfRecords, type StoredRow } from '../document/rows.js';
import { open } from '../edit/opened.js';
import { storedClaims } from '../edit/stored-claims.js';
import { updateRow } from '../write/replace.js';
import { type Filled, FOLDABLE, type Foldable, filling, isOne } from './foldable.js';
import { noteWhole } from './join.js';
import type { Named } from './naming-rows.js';
import { pairsOf } from './same-things.js';

/** Two links of one record that a merge made one, so that they can be two again. */
export interface Folded {
  readonly table: string;
  /** The column by which the one that is gone named the record that was merged. */
  readonly column: string;
  readonly owner: number;
  /** The change of the owner before which both were kept. */
  readonly change: number;
  readonly gone: number;
  readonly into: number;
  /** The claims that went over, and those of them whose whole value was noted for that. */
  readonly claims: readonly number[];
  readonly whole: readonly number[];
  /** What the one that is left did not say itself. */
  readonly filled: readonly Filled[];
}

/** Makes one of the links in other records that name one record twice as the same thing, since it had two names. */
export async function foldLinks(tx: Transaction, named: Named, moment: Moment): Promise<Folded[]> {
  const folded: Folded[] = [];
  for (const foldable of FOLDABLE) {
    const { table, owner, same } = foldable;
    const renamed = new Map(
      same.flatMap((column) => (named.rows.get(`${table}.${column}`) ?? []).map((id) => [id, column] as const)),
    );
    if (renamed.size === 0) continue;
    const links = await rowsOf(tx, table, owner, await ownersOf(tx, foldable, [...renamed.keys()]));
    const isRenamed = (row: StoredRow) => renamed.has(row['id'] as number);
    for (const [id, rows] of links) {
      const staying = rows.filter((row) => !isRenamed(row));
      const pairs = pairsOf(rows.filter(isRenamed), staying, (one, other) => isOne(foldable, one, other));
      if (pairs.size > 0) folded.push(...(await foldIn(tx, { foldable, owner: id as number, pairs, renamed }, moment)));
    }
  }
  return folded;
}

interface Doubled {
  readonly foldable: Foldable;
  readonly owner: number;
  readonly pairs: ReadonlyMap<StoredRow, StoredRow>;
  /** By which column each row names the record, by its id. */
  readonly renamed: ReadonlyMap<number, string>;
}

async function foldIn(
  tx: Transaction,
  { foldable, owner, pairs, renamed }: Doubled,
  moment: Moment,
): Promise<Folded[]> {
  const { table, type } = foldable;
  const record = (await rowsOfRecords(tx, type, [owner])).get(owner);
  if (!record) throw new Error(`There is no ${type} ${owner}.`);
  const opened = await open(tx, record, moment);
  const known = await storedClaims(tx, [owner]);
  const folded: Folded[] = [];
  for (const [from, into] of pairs) {
    const gone = from['id'] as number;
    const column = renamed.get(gone) as string;
    const link = { table, column, owner, change: record.changed, gone, into: into['id'] as number };
    const filled = filling(foldable, from, into, known);
    const whole = await noteWhole(tx, opened, owner, gone);
    folded.push({ ...link, filled, whole, claims: await fold(tx, link, filled) });
  }
  return folded;
}

async function ownersOf(tx: Transaction, { table, owner }: Foldable, links: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    { id: `DISTINCT l.${owner}` },
    sql`FROM ${sql.raw(table)} l WHERE ${sql.in(sql`l.id`, links)} ORDER BY 1`,
  );
  return rows.map(({ id }) => id);
}

/** Hands the claims of a link and what it says alone to another, and takes it out; gives the claims. */
async function fold(
  tx: Transaction,
  { table, gone, into }: Pick<Folded, 'table' | 'gone' | 'into'>,
  filled: readonly Filled[],
): Promise<number[]> {
  const claims = await tx.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM claim c WHERE c.link_id = ${gone} ORDER BY c.id`,
  );
  await tx.run(sql`UPDATE claim SET link_id = ${into} WHERE link_id = ${gone}`);
  await updateRow(tx, table, into, Object.assign({}, ...filled.map(({ after }) => after)));
  await tx.run(sql`DELETE FROM ${sql.raw(table)} WHERE id = ${gone}`);
  return claims.map(({ id }) => id);
}
