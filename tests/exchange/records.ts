import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { recordsJsonl } from '../../src/exchange/export/records-jsonl.js';
import { importRecords } from '../../src/exchange/records/import-records.js';
import { storedLines } from '../../src/exchange/records/stored-lines.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const folder = mkdtempSync(path.join(tmpdir(), 'accord-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

const open: TestDatabase[] = [];
afterEach(async () => {
  for (const { dispose } of open.splice(0)) await dispose();
});

/** A database that is gone after the test. */
export async function opened(options: { readonly seeded?: boolean } = {}): Promise<Database> {
  const test = await openTestDatabase(options);
  open.push(test);
  return test.database;
}

/** Everything that a database knows, as `accord export` writes it. */
export async function exported(database: Database): Promise<string> {
  const reads = await database.snapshot();
  try {
    let text = '';
    for await (const part of recordsJsonl(storedLines(reads))) text += part;
    return text;
  } finally {
    await reads.close();
  }
}

/** Imports a text as a file. */
export function load(database: Database, text: string | Buffer, dryRun = false) {
  const file = path.join(folder, 'records.jsonl');
  writeFileSync(file, text);
  return importRecords(database, file, { by: 'import', dryRun });
}
