import sqlite3 from 'sqlite3';
import { DataSource, type QueryRunner } from 'typeorm';
import { type Entities, MIGRATIONS_TABLE, type Migrations } from '../engine.js';
import { SnakeNaming } from '../naming.js';
import { silence } from '../silence.js';

// The ORM switches the driver to its verbose mode, which makes a stack trace for every statement of the process.
const driver = Object.create(sqlite3, { verbose: { value: () => driver } });

export function sqliteSource(path: string, entities: Entities, migrations: Migrations): DataSource {
  return new DataSource({
    type: 'sqlite',
    database: path,
    driver,
    entities: [...entities] as never[],
    migrations: [...migrations],
    migrationsTableName: MIGRATIONS_TABLE,
    namingStrategy: new SnakeNaming(),
    synchronize: false,
    logger: silence,
  });
}

/** The ORM's own connection. */
export const connectionOf = (source: DataSource) =>
  (source.driver as unknown as { readonly databaseConnection: sqlite3.Database }).databaseConnection;

/**
 * A query runner of its own for each transaction: the ORM shares one, so that what outlives its transaction
 * would write into the next one.
 */
export function newRunner(source: DataSource): QueryRunner {
  Object.assign(source.driver, { queryRunner: undefined });
  return source.createQueryRunner();
}

/** Makes every later call to the runner fail. */
export const retire = (runner: QueryRunner) => Object.assign(runner, { isReleased: true });
