import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';

/** What an import noted of one of its keys: it goes by the record, and by the source, that it made or read. */
export interface ImportedKey {
  readonly source: number;
  readonly name: string;
  readonly key: string;
  readonly record: number | null;
  readonly version: number | null;
}

const KEY = {
  source: 'i.source_id',
  name: 'i.name',
  key: 'i.key',
  record: 'i.record_id',
  version: 'i.version',
};

/** Hands what imports noted of a record to the one that it is merged into, to which they only add from now on; gives what was. */
export async function moveImported(tx: Transaction, from: number, into: number): Promise<ImportedKey[]> {
  const keys = await tx.rows<ImportedKey>(
    KEY,
    sql`FROM imported i WHERE (i.record_id = ${from} OR i.source_id = ${from}) AND NOT EXISTS (
      SELECT 1 FROM imported o WHERE i.source_id = ${from} AND o.source_id = ${into} AND o.name = i.name AND o.key = i.key)`,
  );
  await tx.run(sql`UPDATE imported SET record_id = ${into}, version = NULL WHERE record_id = ${from}`);
  for (const [name, own] of byName(keys.filter(({ source }) => source === from)))
    await tx.run(
      sql`UPDATE imported SET source_id = ${into} WHERE source_id = ${from} AND name = ${name} AND ${sql.in(sql`key`, own)}`,
    );
  return keys;
}

/** Hands it back. `versionOf` is what the version that an import gave the record is called now. */
export async function returnImported(
  tx: Transaction,
  keys: readonly ImportedKey[],
  { from, into, versionOf }: { readonly from: number; readonly into: number; versionOf(before: number): number },
): Promise<void> {
  for (const [name, own] of byName(keys.filter(({ source }) => source === from)))
    await tx.run(
      sql`UPDATE imported SET source_id = ${from} WHERE source_id = ${into} AND name = ${name} AND ${sql.in(sql`key`, own)}`,
    );
  for (const { source, name, key, record, version } of keys)
    if (record === from)
      await tx.run(sql`UPDATE imported SET record_id = ${from}, version = ${version === null ? null : versionOf(version)}
        WHERE source_id = ${source} AND name = ${name} AND key = ${key} AND record_id = ${into}`);
}

function byName(keys: readonly ImportedKey[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, key } of keys) names.set(name, [...(names.get(name) ?? []), key]);
  return names;
}
