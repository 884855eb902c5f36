import type { DataSource } from 'typeorm';
import type { Entities } from './engine.js';
import { postgresMigrations } from './migrations/postgres/index.js';
import { sqliteMigrations } from './migrations/sqlite/index.js';
import { postgresSource } from './postgres/source.js';
import { sqliteSource } from './sqlite/source.js';
import { parseDatabaseUrl } from './url.js';

/** The bare DataSource, for the ORM's own command line; the program itself goes through `openDatabase`. */
export function dataSourceFor(url: string, entities: Entities): DataSource {
  const parsed = parseDatabaseUrl(url);
  return parsed.dialect === 'sqlite'
    ? sqliteSource(parsed.path, entities, sqliteMigrations)
    : postgresSource(parsed.url, entities, postgresMigrations);
}
