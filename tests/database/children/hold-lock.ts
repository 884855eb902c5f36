import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/database/open.js';

// Holds the write lock for some milliseconds.
const [url = '', milliseconds = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: false });
await database.write(async () => {
  console.log('locked');
  await sleep(Number(milliseconds));
});
await database.close();
