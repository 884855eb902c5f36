import { FRACTIONS, fractionsOf } from '../../database/as-of.js';
import { real, type Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { KeptRow } from '../change/change.loaders.js';
import { historicTables } from '../change/historic-tables.js';
import { rowsOf, type StoredRow } from '../document/rows.js';

/** A row of a record or of something in it, with the table that it is of. */
export interface OwnedRow {
  readonly part: string;
  readonly owner: number;
  readonly row: StoredRow;
}

/** A row that stands aside. */
export interface Aside extends KeptRow {
  readonly proposal: number;
}

/** Every row that belongs to records, evidence with the record of its claim. */
export async function rowsOwnedBy(tx: Transaction, ids: readonly number[]): Promise<OwnedRow[]> {
  const found: OwnedRow[] = [];
  for (const { name, owner } of historicTables.filter(({ name }) => name !== 'evidence'))
    for (const [id, rows] of await rowsOf(tx, name, owner, ids))
      found.push(...rows.map((row) => ({ part: name, owner: id as number, row })));
  const subjects = new Map(found.flatMap(({ part, owner, row }) => (part === 'claim' ? [[row['id'], owner]] : [])));
  for (const [claim, rows] of await rowsOf(tx, 'evidence', 'claim_id', [...subjects.keys()] as number[]))
    found.push(...rows.map((row) => ({ part: 'evidence', owner: subjects.get(claim as number) as number, row })));
  return found;
}

const TABLES = new Map(historicTables.map((table) => [table.name, table]));

/** Puts rows aside. */
export function putAside(tx: Transaction, proposal: number, rows: readonly OwnedRow[]): Promise<void> {
  const aside = rows.map(({ part, owner, row }) => {
    const table = TABLES.get(part);
    if (!table) throw new Error(`${part} has no rows of records.`);
    const fractions = fractionsOf(table);
    const plain = Object.entries(row).filter(([column]) => !fractions.includes(column));
    return {
      part,
      owner_id: owner,
      row_id: row[table.key] as number,
      proposal_id: proposal,
      holder_id: part === 'evidence' ? (row['claim_id'] as number) : null,
      data: JSON.stringify(Object.fromEntries(plain)),
      ...Object.fromEntries(FRACTIONS.map((each, index) => [each, row[fractions[index] ?? ''] ?? null])),
    };
  });
  return tx.insert('proposed', Object.keys(aside[0] ?? {}), aside);
}

/** The rows that stand aside (alias w) and fulfil a condition. */
export const asideRows = (tx: Transaction, condition: Sql): Promise<Aside[]> =>
  tx.rows<Aside>(
    {
      proposal: 'w.proposal_id',
      part: 'w.part',
      owner: 'w.owner_id',
      row: 'w.row_id',
      data: 'w.data',
      first: real('w.first'),
      second: real('w.second'),
    },
    sql`FROM proposed w WHERE ${condition} ORDER BY w.row_id`,
  );

/** The rows of one table among those that stand aside; not for tables that hold fractions. */
export const plainRows = (rows: readonly Aside[], part: string): StoredRow[] =>
  rows.filter((each) => each.part === part).map(({ data }) => JSON.parse(data) as StoredRow);
