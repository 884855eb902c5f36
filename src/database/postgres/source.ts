import { DataSource } from 'typeorm';
import { type Entities, MIGRATIONS_TABLE, type Migrations } from '../engine.js';
import { SnakeNaming } from '../naming.js';
import { silence } from '../silence.js';
import { CONNECT_TIMEOUT, sessionOptions } from './session.js';

/** How long a write waits for the lock that another process holds, in milliseconds. */
const PATIENCE = 6_000;

/** Texts are compared and ordered byte by byte, as SQLite does, whatever the locale of the server. */
class BytewiseDataSource extends DataSource {
  protected override async buildMetadatas(): Promise<void> {
    await super.buildMetadatas();
    for (const { columns } of this.entityMetadatas) {
      for (const column of columns) {
        if (TEXTS.has(this.driver.normalizeType(column))) column.collation = 'C';
      }
    }
  }
}

const TEXTS = new Set(['character varying', 'text']);

export function postgresSource(url: string, entities: Entities, migrations: Migrations): DataSource {
  return new BytewiseDataSource({
    type: 'postgres',
    url,
    applicationName: 'accord',
    connectTimeoutMS: CONNECT_TIMEOUT,
    // Nothing to say: the error reaches whoever uses the session next.
    poolErrorHandler: () => undefined,
    // One session for the lane, one for a migration or a question of the ORM's own.
    extra: { max: 2, keepAlive: true, options: sessionOptions({ lock_timeout: PATIENCE }) },
    entities: [...entities] as never[],
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    namingStrategy: new SnakeNaming(),
    // Extensions are the business of migrations.
    installExtensions: false,
    synchronize: false,
    logger: silence,
  });
}
