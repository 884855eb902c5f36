import type { Database } from '../../src/database/database.js';

type Row = Readonly<Record<string, unknown>>;

const TABLES = {
  sqlite: "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'",
  postgres: "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
};

/** No facts: counters, which move with every write, the history, the list of migrations, and the word index, which follows from the facts. */
const OTHERS = ['data_state', 'change', 'was', 'accord_migration'];
const isFacts = (table: string) => !OTHERS.includes(table) && !table.startsWith('search_');

/** Every row of every table of facts, as text, by table. */
export function dump(database: Database): Promise<Map<string, string[]>> {
  return database.write(async ({ manager }) => {
    const tables = new Map<string, string[]>();
    for (const { name } of (await manager.query(TABLES[database.dialect])) as { name: string }[]) {
      if (!isFacts(name)) continue;
      const rows: Row[] = await manager.query(`SELECT * FROM "${name}"`);
      tables.set(name, rows.map((row) => JSON.stringify(row)).sort());
    }
    if (!tables.get('registry')?.length) throw new Error('There is nothing to compare.');
    return tables;
  });
}

/** What moves with every write, and stands for nothing. */
const MARKS = ['version', 'changed', 'loaded_version'];

/** Every row of facts without the marks of writes. */
export async function unmarkedFacts(database: Database): Promise<Map<string, string[]>> {
  const tables = await dump(database);
  const entries = (tables.get('registry') ?? []).map((row) => {
    const plain = JSON.parse(row) as Record<string, unknown>;
    for (const mark of MARKS) delete plain[mark];
    return JSON.stringify(plain);
  });
  return tables.set('registry', entries.sort());
}

/** What differs between two dumps: rows that went and rows that came. */
export function difference(before: Map<string, string[]>, after: Map<string, string[]>) {
  const changes: Record<string, { went: Row[]; came: Row[] }> = {};
  for (const [table, rows] of after) {
    const [old, now] = [new Set(before.get(table)), new Set(rows)];
    const went = [...old].filter((row) => !now.has(row)).map((row) => JSON.parse(row) as Row);
    const came = [...now].filter((row) => !old.has(row)).map((row) => JSON.parse(row) as Row);
    if (went.length + came.length > 0) changes[table] = { went, came };
  }
  return changes;
}
