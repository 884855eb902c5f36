import type { Database } from '../../src/database/database.js';
import { examine } from '../../src/domain/doctor/doctor.service.js';
import { wrongCounts } from './kept-counts.js';

/** What is not as it should be in a database: kept figures that counting does not give, and what the doctor finds. */
export async function soundnessOf({ database, url }: { readonly database: Database; readonly url: string }) {
  const found = await examine(database, url);
  return [...(await wrongCounts(database)).wrong, ...found.filter(({ isNote }) => !isNote)];
}
