import { QueryFailedError } from 'typeorm';
import { LockedError, UnavailableError, WorkLimitError } from '../../errors.js';

const NETWORK = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  // This process is out of file descriptors.
  'EMFILE',
];

/** Lock timeout, deadlock, serialization failure. */
const LOCKED = ['55P03', '40P01', '40001'];

// The driver gives these no code.
const LOST =
  /Connection terminated|Query read timeout|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable|Client was closed/;

/** The SQLSTATE or network code, also of an error that the ORM has wrapped. */
export function postgresCode(error: unknown): string {
  const cause = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (cause ?? {}) as { readonly code?: unknown; readonly message?: unknown };
  if (typeof code === 'string') return code;
  return typeof message === 'string' && LOST.test(message) ? 'ECONNRESET' : '';
}

/** The connection is of no more use: broken, or of a server that is shutting down or has become a standby. */
export function isLost(error: unknown): boolean {
  const code = postgresCode(error);
  return NETWORK.includes(code) || /^(08|57P)/.test(code) || code === '25006';
}

/** UnavailableError where trying again later is right, WorkLimitError for a read that was cut, else the error itself. */
export function translate(error: unknown): unknown {
  if (postgresCode(error) === '57014')
    return new WorkLimitError('The question took too long for the database; ask for less at once.');
  if (LOCKED.includes(postgresCode(error))) return new LockedError({ cause: error });
  const message = messageOf(error);
  return message === undefined ? error : new UnavailableError(message, { cause: error });
}

function messageOf(error: unknown): string | undefined {
  const code = postgresCode(error);
  if (code === '25006') return 'The database is read-only now; nothing was written.';
  if (code === '53100') return 'The disk of the database is full; nothing was written.';
  if (/^53/.test(code)) return 'The database has no room for another connection or question; try again later.';
  if (code === '58030') return 'The disk of the database does not answer as it should.';
  if (isLost(error) || code === '3D000') return 'The database does not answer now; try again later.';
  return undefined;
}
