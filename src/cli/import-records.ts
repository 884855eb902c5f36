import { withDatabase } from './with-database.js';

/** Whether a file begins as those that "accord export" writes: such a file needs no mapping. */
export async function isRecordsFile(file: string): Promise<boolean> {
  const { hasHeader } = await import('../exchange/records/batches.js');
  return hasHeader(file);
}

/** Enters all of a file of records, or nothing. */
export async function enterRecordsFile(
  file: string,
  { dryRun = false, quiet = false, json = false }: { dryRun?: boolean; quiet?: boolean; json?: boolean },
): Promise<void> {
  await withDatabase({ migrate: true }, async (database) => {
    const { importRecords } = await import('../exchange/records/import-records.js');
    const report = await importRecords(database, file, { by: 'import', dryRun });
    if (json) console.log(JSON.stringify(report, null, 2));
    else if (!quiet)
      console.log(`${dryRun ? 'Would import' : 'Imported'}: ${report.created} created, ${report.unchanged} unchanged.`);
  });
}
