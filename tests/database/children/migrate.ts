import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../../../src/database/open.js';

// Opens the database as a starting server does; at a given moment (milliseconds since 1970), so that several do it together.
const [url = '', moment = '0'] = process.argv.slice(2);
await sleep(Number(moment) - Date.now());
while (Date.now() < Number(moment)); // a timer alone is some milliseconds off
const database = await openDatabase({ url, migrate: true, log: (message) => console.log(message) });
await database.close();
