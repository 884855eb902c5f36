import 'reflect-metadata';
import { dataSourceFor } from './src/database/data-source.js';
import { entities } from './src/domain/index.js';

const source = dataSourceFor(process.env['DATABASE_URL'] ?? 'sqlite:./accord.db', entities);

/**
 * For the ORM's own command line (`npm run typeorm -- migration:show`), which runs on compiled code and, unlike the program,
 * is to say what it does; src never imports it.
 */
export default source.setOptions({ logger: 'simple-console' });
