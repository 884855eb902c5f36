import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Command } from 'commander';
import type { Database } from '../database/database.js';
import { showProgress } from './import-progress.js';
import { enterRecordsFile, isRecordsFile } from './import-records.js';
import { linesOf } from './import-report.js';
import { withCopy } from './with-copy.js';
import { withDatabase } from './with-database.js';

interface Options {
  readonly dryRun?: true;
  readonly strict?: true;
  readonly retractMissing?: true;
  readonly aliases?: string;
  readonly quarantine?: string;
  readonly workDir: string;
  readonly quiet?: true;
  readonly json?: true;
}

/** Some of it could not be taken; the rest is in the database. */
const PARTLY = 3;

export function addImport(program: Command): void {
  program
    .command('import')
    .description(
      'bring files into the database as a mapping says; what cannot be taken is put aside, and a second run finishes what a first one could not',
    )
    .argument(
      '<mapping>',
      'how the files become records (docs/importing.md), or a file of "accord export" (docs/exporting.md)',
    )
    .argument('[files...]', 'the files, or folders of them; without any, those that the mapping names')
    .option('--dry-run', 'say what would happen, and write nothing')
    .option('--strict', 'stop at the first row or value that cannot be taken, and write nothing')
    .option('--retract-missing', 'take back what an earlier run made of rows that are no longer in these files')
    .option('--aliases <file>', 'what names in the files mean, beside those in the mapping: YAML or CSV')
    .option('--quarantine <file>', 'where to put what cannot be taken (default: MAPPING.quarantine.jsonl, here)')
    .option('--work-dir <folder>', 'where rows are grouped on the disk', tmpdir())
    .option('--quiet', 'say nothing but what could not be taken')
    .option('--json', 'print the report as JSON')
    .addHelpText('after', '\nThe exit code is 0 when all was taken, 3 when something was put aside, 1 when it failed.')
    .action(async (file: string, given: readonly string[], options: Options) => {
      if (given.length === 0 && (await isRecordsFile(file))) return enterRecordsFile(file, options);
      const { readMapping } = await import('../exchange/import/mapping/read-mapping.js');
      const { inputFilesOf } = await import('../exchange/import/input-files.js');
      const { fragmentsOf } = await import('../exchange/import/fragments.js');
      const { readAliases } = await import('../exchange/import/load/aliases.js');
      const { load } = await import('../exchange/import/load/load.js');
      const mapping = await readMapping(file);
      const aliases = options.aliases === undefined ? [] : await readAliases(options.aliases);
      const files = await inputFilesOf(mapping, given);
      const progress = showProgress(process.stderr, { isQuiet: options.quiet ?? false });
      const work = async (database: Database) => {
        let emptyRows = 0;
        const rows = fragmentsOf(mapping, files, {
          onEmpty() {
            emptyRows += 1;
          },
          onProgress: ({ bytes, size }) => progress.tell('reading', bytes, size),
        });
        const report = await load(database, { ...mapping, aliases: [...aliases, ...mapping.aliases] }, rows, {
          files,
          workFolder: options.workDir,
          quarantine: options.quarantine ?? `${path.parse(file).name}.quarantine.jsonl`,
          dryRun: options.dryRun ?? false,
          strict: options.strict ?? false,
          retractMissing: options.retractMissing ?? false,
          onProgress: ({ stage, done, total }) => stage === 'writing' && progress.tell('writing', done, total ?? done),
        }).finally(() => progress.stop());
        const isWhole = report.quarantined + report.leftOut === 0;
        if (options.json) console.log(JSON.stringify({ ...report, emptyRows }, null, 2));
        else if (!(options.quiet && isWhole)) for (const line of linesOf(report, emptyRows)) console.log(line);
        if (!isWhole) process.exitCode = PARTLY;
      };
      await (options.dryRun ? withCopy(options.workDir, work) : withDatabase({ migrate: false }, work));
    });
}
