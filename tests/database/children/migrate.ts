import { openDatabase } from '../../../src/database/open.js';

// Opens the database as a starting server does.
const [url = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: true, log: (message) => console.log(message) });
await database.close();
