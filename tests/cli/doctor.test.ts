import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { accord } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { write } from '../support/facts.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

const doctor = (...args: string[]) => accord(['doctor', ...args], { DATABASE_URL: place.url });

test('doctor says what is wrong and what to do, repairs it, and says so for programs too', async () => {
  const database = await openDatabase({ url: place.url, migrate: true });
  await write(database, { people: ['anna'], meetings: [{ slug: 'talks', participations: ['anna'] }] });
  await database.write((tx) => tx.run(sql`UPDATE person SET meeting_count = 7`));
  await database.close();

  const sick = await doctor();
  expect(sick).toMatchObject({ code: 1, stderr: '' });
  expect(sick.stdout).toMatch(
    /^wrong {2}kept-counts \(1\): .*\n {4}person\.meeting_count of PERSON anna\n {4}→ accord doctor --repair .*\n$/,
  );
  const json = await doctor('--json');
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ healthy: false, findings: [{ code: 'kept-counts', count: 1 }] });

  expect(await doctor('--repair')).toEqual({
    code: 0,
    stdout: 'repaired  kept-counts (1)\nNothing is wrong.\n',
    stderr: '',
  });
  expect(await doctor()).toEqual({ code: 0, stdout: 'Nothing is wrong.\n', stderr: '' });
});

test('doctor of what is not migrated says to do so', async () => {
  const { code, stderr } = await doctor();
  expect(code).toBe(1);
  expect(stderr).toMatch(/holds nothing yet: run `npx accord migrate`\.\n$/);
});
