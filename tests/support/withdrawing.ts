import type { Database } from '../../src/database/database.js';
import { dataOf } from './ask.js';

const WITHDRAWN = 'recordsDeleted recordsKept linksDeleted claimsDeleted claimsKept conflictsEnded valuesKept';

/** Takes a source back, and tells what became of what it said. */
export const takeBack = async (database: Database, ref: string, version = 1) =>
  (
    await dataOf(
      database,
      `mutation { deleteSource(input: { ref: "${ref}", version: ${version}, reason: "withdrawn by its publisher" }) {
        record { slug claims { totalCount } } claims { property value status } withdrawn { ${WITHDRAWN} } } }`,
      { as: 'editor' },
    )
  ).deleteSource;

export const evidence = (source: string) => `evidence: [{ source: "${source}" }]`;
