import type { Logger } from 'typeorm';

const nothing = () => undefined;

/** The ORM writes failed migrations to the standard output even where logging is off; callers get the error itself. */
export const silence: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
