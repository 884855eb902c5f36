import type { Reads, Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';

/** What an import made of one of its keys. */
export interface ImportedRow {
  readonly name: string;
  readonly key: string;
  /** Null where the record is gone. */
  readonly recordId: number | null;
  readonly slug: string | null;
  /** See `Imported`. */
  readonly version: number | null;
  /** The version that the record has now. */
  readonly present: number | null;
  readonly hash: string;
}

const ROW = {
  name: 'i.name',
  key: 'i.key',
  recordId: 'i.record_id',
  slug: 'r.slug',
  version: 'i.version',
  present: 'r.version',
  hash: 'i.hash',
};

/** What was made of keys of one sort of record. */
export const importedOf = (
  reads: Reads,
  source: number,
  name: string,
  keys: readonly string[],
): Promise<ImportedRow[]> =>
  reads.rows<ImportedRow>(
    ROW,
    sql`FROM ${sql.texts(keys, 'k')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} imported i
      ON i.source_id = ${source} AND i.name = ${name} AND i.key = k.value LEFT JOIN registry r ON r.id = i.record_id`,
  );

/** The keys of an import that stood in these files, page by page in their order. */
export const importedFrom = (
  reads: Reads,
  source: number,
  {
    files,
    after,
    most,
  }: { readonly files: readonly string[]; readonly after: readonly [string, string]; readonly most: number },
): Promise<{ readonly name: string; readonly key: string; readonly slug: string | null }[]> =>
  reads.rows(
    { name: 'i.name', key: 'i.key', slug: 'r.slug' },
    sql`FROM imported i LEFT JOIN registry r ON r.id = i.record_id
      WHERE i.source_id = ${source} AND (i.name, i.key) > (${after[0]}, ${after[1]}) AND ${sql.in(sql`i.file`, files)}
      ORDER BY i.name, i.key LIMIT ${most}`,
  );

/** The keys of an import that stand for a record, with the file in which each stood. */
export const keysOf = (
  reads: Reads,
  source: number,
  record: number,
): Promise<{ readonly record: string; readonly key: string; readonly file: string }[]> =>
  reads.rows(
    { record: 'i.name', key: 'i.key', file: 'i.file' },
    sql`FROM imported i WHERE i.source_id = ${source} AND i.record_id = ${record} ORDER BY i.name, i.key`,
  );

export interface NewImported {
  readonly name: string;
  readonly key: string;
  readonly recordId: number;
  readonly version: number | null;
  readonly hash: string;
  readonly file: string;
}

/** Notes what an import has made of its keys, in the place of what was noted before. */
export async function noteImported(
  tx: Transaction,
  source: number,
  rows: readonly NewImported[],
  replaced: readonly { readonly name: string; readonly key: string }[],
): Promise<void> {
  await forgetImported(tx, source, replaced);
  await tx.insert(
    'imported',
    ['source_id', 'name', 'key', 'record_id', 'version', 'hash', 'file'],
    rows.map(({ recordId, ...row }) => ({ source_id: source, record_id: recordId, ...row })),
  );
}

/** Forgets what an import has made of keys. */
export async function forgetImported(
  tx: Transaction,
  source: number,
  gone: readonly { readonly name: string; readonly key: string }[],
): Promise<void> {
  for (const name of new Set(gone.map((each) => each.name))) {
    const keys = gone.filter((each) => each.name === name).map(({ key }) => key);
    await tx.run(
      sql`DELETE FROM imported WHERE source_id = ${source} AND name = ${name} AND ${sql.in(sql`key`, keys)}`,
    );
  }
}

/** Of these records, those for which keys of the import stand. */
export const standingFor = (reads: Reads, source: number, records: readonly number[]): Promise<ReadonlySet<number>> =>
  recordsOf(reads, records, sql`i.source_id = ${source}`);

/** Of these records, those that the import made itself. */
export const madeBy = (reads: Reads, source: number, records: readonly number[]): Promise<ReadonlySet<number>> =>
  recordsOf(reads, records, sql`i.source_id = ${source} AND i.version IS NOT NULL`);

async function recordsOf(reads: Reads, records: readonly number[], which: Sql): Promise<ReadonlySet<number>> {
  // CROSS JOIN: SQLite would rather go through all that the source has.
  const rows = await reads.rows<{ id: number }>(
    { id: 'i.record_id' },
    sql`FROM ${sql.table([...new Set(records)], 'w')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} imported i ON i.record_id = w.value
      WHERE ${which}`,
  );
  return new Set(rows.map(({ id }) => id));
}
