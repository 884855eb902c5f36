import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { emptyPlace } from '../support/database.js';
import { refusal } from './refusal.js';

describe('a Postgres server', () => {
  const server = () => {
    const url = new URL(inject('postgresUrl') ?? '');
    const host = url.host;
    const shown = (name: string) => `postgres://${url.username}:***@${host}/${name}`;
    return { url, host, shown };
  };

  it('that nobody runs is refused', async () => {
    expect(await refusal('postgres://me:secret@127.0.0.1:1/x')).toBe(
      'No Postgres listens at postgres://me:***@127.0.0.1:1/x.',
    );
  });

  it('on a host that there is not is refused', async () => {
    expect(await refusal('postgres://me:secret@no-such-host.invalid/x')).toBe(
      'No such host: postgres://me:***@no-such-host.invalid/x.',
    );
  });

  it('with a wrong password is refused', async () => {
    const { url, shown } = server();
    url.password = 'wrong';
    expect(await refusal(url.href)).toBe(`Postgres refuses the user or the password of ${shown('postgres')}.`);
  });

  it('without that database is refused', async () => {
    const { url, shown } = server();
    url.pathname = '/no_such_database';
    expect(await refusal(url.href)).toBe(`There is no such database: ${shown('no_such_database')}; create it first.`);
  });

  it('with tables of another program is refused and left as it is', async () => {
    const place = await emptyPlace();
    const client = new pg.Client(place.url);
    await client.connect();
    await client.query('CREATE TABLE cookies (id integer)');
    expect(await refusal(place.url)).toMatch(
      / is not an Accord database but holds tables of another program; nothing was changed\.$/,
    );
    const { rows } = await client.query(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    );
    expect(rows).toEqual([{ name: 'cookies' }]);
    await client.end();
    await place.remove();
  });
});
