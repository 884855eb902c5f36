import { QueryFailedError } from 'typeorm';
import { UnavailableError, WorkLimitError } from '../../errors.js';

const DAMAGED = 'The file of the database is damaged: it has to be restored from a backup.';

const MESSAGES: Readonly<Record<string, string>> = {
  SQLITE_BUSY: 'The database is locked by another program; try again later.',
  SQLITE_LOCKED: 'The database is locked; try again later.',
  SQLITE_READONLY: 'The database is read-only now; nothing was written.',
  SQLITE_FULL: 'The disk of the database is full; nothing was written.',
  SQLITE_IOERR: 'The disk of the database does not answer as it should.',
  SQLITE_CANTOPEN: 'The database cannot be opened now.',
  SQLITE_CORRUPT: DAMAGED,
  SQLITE_NOTADB: DAMAGED,
  SQLITE_NOMEM: 'The database has no memory left; try again later.',
};

const TOOK_TOO_LONG = 'The question took too long for the database; ask for less at once.';

/** The result code such as SQLITE_BUSY, also of an error that the ORM has wrapped. */
export function sqliteCode(error: unknown): string | undefined {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const code = (cause as { readonly code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && code.startsWith('SQLITE_') ? code : undefined;
}

export const isBusy = (error: unknown) => ['SQLITE_BUSY', 'SQLITE_LOCKED'].includes(sqliteCode(error) ?? '');

/** UnavailableError where trying again later is right, WorkLimitError for a read that was cut, else the error itself. */
export function translate(error: unknown): unknown {
  if (sqliteCode(error) === 'SQLITE_INTERRUPT') return new WorkLimitError(TOOK_TOO_LONG);
  const message = MESSAGES[sqliteCode(error) ?? ''];
  return message === undefined ? error : new UnavailableError(message, { cause: error });
}
