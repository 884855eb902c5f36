import type { Database } from '../../src/database/database.js';

/**
 * The same database, answering one read after the other in the order in which they were asked for. Which loads meet in
 * one statement then hangs on the question alone, not on which of two statements happens to be faster.
 */
export function inTurn(database: Database): Database {
  let last: Promise<unknown> = Promise.resolve();
  const queued = <Result>(read: () => Promise<Result>): Promise<Result> => {
    const result = last.then(read);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    dialect: database.dialect,
    rows: (columns, body) => queued(() => database.rows(columns, body)),
    rowsPerKey: (keys, columns, body) => queued(() => database.rowsPerKey(keys, columns, body)),
    write: (work) => database.write(work),
    dataVersion: () => database.dataVersion(),
    stateMark: () => database.stateMark(),
    load: () => database.load(),
    snapshot: () => database.snapshot(),
    observe: (listener) => database.observe(listener),
    ping: () => database.ping(),
    close: () => database.close(),
  };
}
