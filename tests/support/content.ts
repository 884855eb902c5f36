import type { Database } from '../../src/database/database.js';

type Row = Readonly<Record<string, unknown>>;

/** Tables that are no part of what is known, or no part of this database's own facts: see docs/exporting.md. */
const LEFT_OUT_TABLES = [
  'change',
  'was',
  'data_state',
  'answered',
  'token',
  'imported',
  'proposal',
  'proposed',
  'accord_migration',
];

/** Columns whose values belong to one database: numbers that count its changes, and what its last load left. */
export const LEFT_OUT: Readonly<Record<string, readonly string[]>> = {
  registry: ['version', 'changed', 'loaded_version', 'loaded_hash'],
  record_alias: ['id', 'change', 'moved'],
};

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  postgres: "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
};

/** Links and names by the owner in whose order they stand. */
const OWNERS: Readonly<Record<string, string>> = {
  tenure: 'person_id',
  participation: 'meeting_id',
  agreement_party: 'agreement_id',
  commodity_term: 'agreement_id',
  money_amount: 'agreement_id',
  commodity_code: 'commodity_id',
  record_name: 'record_id',
  claim: 'subject_id',
  evidence: 'claim_id',
};

/** Every row of every table of facts, of what is kept beside them and of the word index, with names in place of ids: equal for databases that know the same. */
export function contentOf(database: Database): Promise<Map<string, readonly Row[]>> {
  return database.write(async ({ manager }) => {
    const read = (table: string, order: string) => manager.query<Row[]>(`SELECT * FROM "${table}" ORDER BY ${order}`);
    const names = new Map<number, string>();
    for (const { id, type, slug } of (await read('registry', 'id')) as { id: number; type: string; slug: string }[])
      names.set(id, `${type} ${slug}`);
    for (const [table, owner] of Object.entries(OWNERS)) {
      const seen = new Map<unknown, number>();
      for (const row of await read(table, `"${owner}", id`)) {
        const of = names.get(row[owner] as number);
        seen.set(of, (seen.get(of) ?? 0) + 1);
        names.set(row['id'] as number, `${table} ${of} ${seen.get(of)}`);
      }
    }
    const content = new Map<string, Row[]>();
    for (const { name } of await manager.query<{ name: string }[]>(TABLES[database.dialect])) {
      if (LEFT_OUT_TABLES.includes(name) || name.startsWith('search_')) continue;
      const left = LEFT_OUT[name] ?? [];
      const rows = (await read(name, '1')).map((row) =>
        Object.fromEntries(
          Object.entries(row)
            .filter(([column]) => !left.includes(column))
            .map(([column, value]) => [
              column,
              /(^|_)id$/.test(column) && value !== null ? names.get(value as number) : value,
            ]),
        ),
      );
      content.set(name, inOrder(rows));
    }
    return content;
  });
}

const inOrder = (rows: Row[]) =>
  rows
    .map((row) => [JSON.stringify(row), row] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, row]) => row);
