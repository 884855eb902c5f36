import { DataSource } from 'typeorm';
import { type Entities, MIGRATIONS_TABLE, type Migrations } from '../engine.js';
import { CONNECT_TIMEOUT, sessionOptions } from './session.js';

/** How long a write waits for the lock that another process holds, in milliseconds. */
const PATIENCE = 6_000;

export function postgresSource(url: string, entities: Entities, migrations: Migrations): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    applicationName: 'accord',
    connectTimeoutMS: CONNECT_TIMEOUT,
    // Nothing to say: the error reaches whoever uses the session next.
    poolErrorHandler: () => undefined,
    // One session for the lane, one for a migration or a question of the ORM's own.
    extra: { max: 2, options: sessionOptions({ lock_timeout: PATIENCE }) },
    entities: [...entities] as never[],
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    // Extensions are the business of migrations.
    installExtensions: false,
    synchronize: false,
    logging: false,
  });
}
