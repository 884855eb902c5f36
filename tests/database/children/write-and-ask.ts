import { openDatabase } from '../../../src/database/open.js';
import { sql } from '../../../src/database/sql.js';

// Adds one row after the other to the table "entry", and asks a server in another process after each how many there are:
// twice, so that the second answer may be one that it has kept. Ends with 1 at the first answer that is not the truth.
const [url = '', endpoint = '', rounds = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: false });

async function count(): Promise<unknown> {
  const body = JSON.stringify({ query: '{ count }' });
  const response = await fetch(endpoint, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return ((await response.json()) as { readonly data: { readonly count: number } }).data.count;
}

for (let n = 1; n <= Number(rounds); n++) {
  await database.write((tx) => tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (${n}, 'w', 0)`));
  for (const time of ['first', 'second']) {
    const counted = await count();
    if (counted !== n) throw new Error(`After write ${n} the ${time} answer was ${counted}.`);
  }
}
console.log('every answer was true');
await database.close();
