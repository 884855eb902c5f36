import 'reflect-metadata';
import { openDatabase } from '../../../src/database/open.js';
import { invented, loading } from '../../support/loading.js';

// Loads invented rows, and says after each transaction how many hundreds of records are done.
const [url = '', count = ''] = process.argv.slice(2);
const database = await openDatabase({ url, migrate: false });
let said = 0;
const { report } = await loading(database, invented(Number(count)), {
  onProgress({ stage, done }) {
    for (; stage === 'writing' && said + 100 <= done; said += 100) console.log(`done ${said + 100}`);
  },
});
console.log(JSON.stringify(report));
await database.close();
