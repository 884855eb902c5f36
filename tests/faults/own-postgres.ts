import { afterAll, beforeAll } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../../scripts/postgres.mjs';

/** A Postgres server of a file's own, which may be restarted: that of the run belongs to all tests. */
export function ownPostgres(): { readonly server: OwnPostgres } {
  let server: OwnPostgres | undefined;
  beforeAll(async () => {
    server = await startOwnPostgres();
  });
  afterAll(() => server?.stop());
  return {
    get server() {
      if (!server) throw new Error('The server is there from the first test on.');
      return server;
    },
  };
}
