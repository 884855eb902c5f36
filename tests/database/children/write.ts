import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/database/open.js';
import { sql } from '../../../src/database/sql.js';

// Writes rows with ids of its own into the table "entry", one transaction each.
const [url = '', writer = '', count = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: false });
for (let i = 0; i < Number(count); i++) {
  await database.write(async (tx) => {
    const id = await tx.reserveIds(2);
    const [before] = await tx.rows<{ n: number }>({ n: 'count(*)' }, sql`FROM entry`);
    await sleep(Math.random() * 3);
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (${id}, ${writer}, ${before?.n ?? -1})`);
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (${id + 1}, ${writer}, ${before?.n ?? -1})`);
  });
}
await database.close();
