import type { Transaction } from '../../database/database.js';
import type { SqlValue } from '../../database/sql.js';

export type NewRow = Readonly<Record<string, SqlValue>>;

/** Tables in the order in which their rows can be inserted: what is referred to comes first. */
const TABLES = [
  'registry',
  'record_text',
  'record_name',
  'country',
  'place',
  'organization',
  'person',
  'tenure',
  'meeting',
  'delegation',
  'participation',
  'source',
  'commodity',
  'commodity_code',
  'commodity_closure',
  'agreement',
  'agreement_party',
  'agreement_meeting',
  'commodity_term',
  'money_amount',
  'claim',
  'evidence',
  'change',
] as const;
export type Table = (typeof TABLES)[number];

/** A table with rows that belong to a record and are written anew with it. */
export interface OwnedTable {
  readonly table: Table;
  readonly owner: string;
}

/** A row after the one that it stands under, where that is new too: every statement that inserts must leave no reference to nothing. */
function parentsFirst(rows: readonly NewRow[]): readonly NewRow[] {
  const waiting = new Map(rows.map((row) => [row['id'], row]));
  return rows.flatMap((row) => {
    const line: NewRow[] = [];
    for (let at = waiting.get(row['id']); at; at = waiting.get(at['parent_id'])) {
      waiting.delete(at['id']);
      line.push(at);
    }
    return line.reverse();
  });
}

/** The rows of a batch on their way to the database; ids come from the database's one counter. */
export class Rows {
  readonly #rows = new Map<Table, NewRow[]>();
  readonly #first: number;
  #used = 0;

  constructor(firstId: number) {
    this.#first = firstId;
  }

  /** Right only inside the write transaction whose counter gave the first id. */
  nextId(): number {
    return this.#first + this.#used++;
  }

  add(table: Table, row: NewRow): void {
    const rows = this.#rows.get(table);
    if (rows) rows.push(row);
    else this.#rows.set(table, [row]);
  }

  of(table: Table): readonly NewRow[] {
    return this.#rows.get(table) ?? [];
  }

  /** Makes each row of a table into another. */
  change(table: Table, make: (row: NewRow) => NewRow): void {
    const rows = this.#rows.get(table);
    if (rows) this.#rows.set(table, rows.map(make));
  }

  async insertInto(tx: Transaction): Promise<void> {
    await tx.reserveIds(this.#used);
    for (const table of TABLES) {
      const rows = this.of(table);
      if (!rows[0]) continue;
      await tx.insert(table, Object.keys(rows[0]), 'parent_id' in rows[0] ? parentsFirst(rows) : rows);
    }
  }
}
