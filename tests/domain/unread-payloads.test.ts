import { afterEach, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { UnavailableError } from '../../src/errors.js';
import { ask } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();

const unheard: unknown[] = [];
const hear = (reason: unknown) => void unheard.push(reason);
process.on('unhandledRejection', hear);
afterEach(() => void unheard.splice(0));

/** The same database, which is away as soon as something has been written: what a mutation answers cannot be read. */
function goneAfterWriting(database: Database): Database {
  let isGone = false;
  const gone = () => Promise.reject(new UnavailableError('The database does not answer now; try again later.'));
  return Object.assign(Object.create(database) as Database, {
    dialect: database.dialect,
    rows: ((columns, body) => (isGone ? gone() : database.rows(columns, body))) as Database['rows'],
    rowsPerKey: ((keys, columns, body) =>
      isGone ? gone() : database.rowsPerKey(keys, columns, body)) as Database['rowsPerKey'],
    write: (async (work) => {
      const done = await database.write(work);
      isGone = true;
      return done;
    }) as Database['write'],
  });
}

it.each([
  ['a record', 'createPerson(input: { slug: "ada", names: [{ text: "Ada" }], evidence: [{ source: "a-source" }] })'],
  ['a report', 'recordReport(input: { people: [{ slug: "ada", evidence: [{ source: "a-source" }] }] })'],
])('leaves no read behind that fails unheard when %s is written and only its name asked for', async (_, mutation) => {
  await write(test.database, { people: ['bela'] });
  const { data, errors } = await ask(goneAfterWriting(test.database), `mutation { ${mutation} { clientMutationId } }`, {
    as: 'editor',
  });
  expect(errors).toBeUndefined();
  expect(Object.values(data ?? {})).toEqual([{ clientMutationId: null }]);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(unheard).toEqual([]);
});
