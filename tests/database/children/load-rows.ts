import 'reflect-metadata';
import { openDatabase } from '../../../src/database/open.js';
import { invented, loading } from '../../support/loading.js';

// Loads invented rows, and says after each transaction how many records are done.
const [url = '', count = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: false });
const { report } = await loading(database, invented(Number(count)), {
  onProgress: ({ stage, done }) => stage === 'writing' && console.log(`done ${done}`),
});
console.log(JSON.stringify(report));
await database.close();
