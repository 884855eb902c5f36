import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const called = (slug: string, text: string) => ({ slug, names: [{ text }] });
  // more than are compared one by one, and all of them between the name and the slip of it
  const many = Array.from({ length: 3100 }, (_, index) => called(`person-${index}`, `Ibxyz ${index}`));
  await write(test.database, { people: [...many, called('goita', 'Assimi Goïta')] });
});
afterAll(() => test.dispose());

const near = async (ref: string) =>
  (
    (
      await errorOf(test.database, 'query ($ref: Ref!) { people(filter: { met: $ref }) { totalCount } }', {
        variables: { ref },
      })
    ).extensions['near'] as { slug: string }[]
  ).map(({ slug }) => slug);

const known = (text: string) => test.database.rows({ n: 'COUNT(*)' }, sql.raw(`FROM ${text}`));

describe('near names on a server with pg_trgm', () => {
  it('are found whatever letter is wrong', async () => {
    expect(await known("pg_extension WHERE extname = 'pg_trgm'")).toEqual([{ n: 1 }]);
    expect(await near('Issimi Goita')).toEqual(['goita']);
  });
});

describe('and on one without', () => {
  beforeAll(() => test.database.write((tx) => tx.run(sql`DROP EXTENSION pg_trgm CASCADE`)));

  it('are found where a word begins alike', async () => {
    expect(await known("pg_extension WHERE extname = 'pg_trgm'")).toEqual([{ n: 0 }]);
    expect(await near('Assimu Goitu')).toEqual(['goita']);
    expect(await near('Asimi Goyta')).toEqual(['goita']);
  });

  it('are fewer: a wrong beginning is not seen among thousands', async () => {
    expect(await near('Issimi Goita')).toEqual([]);
  });
});
