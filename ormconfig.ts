import 'reflect-metadata';
import { dataSourceFor } from './src/database/data-source.js';
import { entities } from './src/domain/index.js';

/** For the ORM's own command line (`npm run typeorm -- migration:show`), which runs on compiled code; src never imports it. */
export default dataSourceFor(process.env['DATABASE_URL'] ?? 'sqlite:./accord.db', entities);
