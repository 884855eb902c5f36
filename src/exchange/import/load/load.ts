import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Database } from '../../../database/database.js';
import type { Fragment, Mapping, Refused } from '../fragment.js';
import { Job } from './job.js';
import { Names } from './names.js';
import { Quarantine } from './quarantine.js';
import type { ImportReport, Progress } from './report.js';
import { Reporting } from './reporting.js';
import { run } from './run.js';
import { stage } from './stage.js';
import { Staging } from './staging.js';

export interface LoadOptions {
  readonly files: readonly { readonly name: string; readonly hash: string }[];
  /** Where rows are grouped on the disk. */
  readonly workFolder: string;
  /** The file for what could not be taken. */
  readonly quarantine: string;
  /** Does everything and takes it back. */
  readonly dryRun?: boolean;
  /** Stops at the first thing that cannot be taken, and takes nothing. */
  readonly strict?: boolean;
  /** Takes back what an earlier run made of these files and this one does not, unless there are rows that cannot be read. */
  readonly retractMissing?: boolean;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * Brings what a mapping makes of files into the database, in transactions of whole records: a run that was cut short is
 * finished by the next one, and a run with nothing new writes nothing.
 * @throws InputError for a source that cannot be written, and with `strict` for the first thing that cannot be taken.
 */
export async function load(
  database: Database,
  mapping: Mapping,
  fragments: AsyncIterable<Fragment | Refused>,
  options: LoadOptions,
): Promise<ImportReport> {
  const began = performance.now();
  const { dryRun = false, strict = false } = options;
  const slug = String(mapping.source['slug']);
  const origin = { by: `import ${slug}`, reason: `Import with ${mapping.name}` };
  const staging = await Staging.open(path.join(options.workFolder, `accord-import-${randomUUID()}.db`));
  const quarantine = new Quarantine(dryRun || strict ? null : options.quarantine);
  try {
    const job = new Job(mapping, { names: new Names(mapping.aliases), staging, origin });
    const reporting = new Reporting(quarantine, { dryRun, strict, ...options });
    await stage(job, fragments, reporting);
    if (options.retractMissing && reporting.refusedRows === 0)
      job.retracts = new Set(options.files.map(({ name }) => name));
    await run(database, job, { mapping, reporting, options });
    return { ...reporting.report(job.names), seconds: Math.round(performance.now() - began) / 1000 };
  } finally {
    await quarantine.close();
    await staging.close();
  }
}
