import type { Database, Transaction } from '../../database/database.js';
import { nextMoment } from '../../domain/change/log.service.js';
import type { Problem } from '../../graphql/input.js';
import { readBatches, refuse } from './batches.js';
import { completeBatch } from './complete-batch.js';
import { enterBatch, type Loading } from './enter-batch.js';
import { TYPE_ORDER } from './format.js';

export interface LoadReport {
  readonly created: number;
  /** There already, with the same facts. */
  readonly unchanged: number;
}

export interface LoadOptions {
  /** Who imports, for the history. Claims keep who recorded them. */
  readonly by: string;
  /** Tells what would happen, and writes nothing. */
  readonly dryRun?: boolean;
  /** Told how many records are through; there are two rounds of them. */
  readonly onProgress?: (records: number) => void;
}

/** Ends a transaction of which nothing is to stay. */
class DryRunEnded extends Error {
  readonly report: LoadReport;

  constructor(report: LoadReport) {
    super('This was a dry run.');
    this.report = report;
  }
}

/**
 * Enters the records of a file that `accord export` has written, in one transaction: all of them, or nothing. The file is
 * read twice, first for the records, then for the claims, which can name any of them. Memory does not grow with the file.
 * @throws InputError naming the line and place of everything that is wrong: at most 100 mistakes.
 */
export async function importRecords(database: Database, file: string, options: LoadOptions): Promise<LoadReport> {
  try {
    return await database.write(async (tx) => {
      const report = await load(tx, file, options);
      if (options.dryRun) throw new DryRunEnded(report);
      return report;
    });
  } catch (error) {
    if (error instanceof DryRunEnded) return error.report;
    throw error;
  }
}

async function load(tx: Transaction, file: string, { by, onProgress }: LoadOptions): Promise<LoadReport> {
  const problems: Problem[] = [];
  const newFrom = await tx.reserveIds(0);
  const loading: Loading = { tx, problems, newFrom, moment: { at: await nextMoment(tx), by, newFrom } };
  const report = { created: 0, unchanged: 0 };
  let through = 0;
  let furthest = 0;
  for await (const batch of readBatches(file, problems)) {
    const [first] = batch;
    const rank = first ? TYPE_ORDER.indexOf(first.type) : 0;
    if (first && rank < furthest)
      problems.push({
        path: first.place,
        message: `comes too late: types stand in the order ${TYPE_ORDER.join(', ')}`,
      });
    furthest = Math.max(furthest, rank);
    const { created, unchanged } = await enterBatch(loading, batch);
    report.created += created;
    report.unchanged += unchanged;
    through += batch.length;
    onProgress?.(through);
  }
  refuse(problems);
  for await (const batch of readBatches(file, problems)) {
    await completeBatch(loading, batch);
    through += batch.length;
    onProgress?.(through);
  }
  refuse(problems);
  return report;
}
