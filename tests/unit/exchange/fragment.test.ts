import { expect, test } from 'vitest';
import { type Fragment, type FragmentsOf, isRefused, type Refused } from '../../../src/exchange/import/fragment.js';

const place = { file: 'people.csv', hash: '0'.repeat(64), at: 'row 2' };

test('a fragment and what is refused are told apart', async () => {
  const fragment: Fragment = {
    record: 'person',
    key: '1',
    slug: 'person-1',
    means: [],
    fields: {},
    sources: [],
    place,
    flags: [],
  };
  const refused: Refused = { record: null, row: 'a;b', place, problems: [{ path: '', message: 'has 2 columns' }] };
  const read: FragmentsOf = async function* () {
    yield fragment;
    yield refused;
  };
  const found: boolean[] = [];
  const mapping = { name: 'people.yaml', hash: '', source: {}, records: new Map(), aliases: [] };
  for await (const item of read(mapping, [])) found.push(isRefused(item));
  expect(found).toEqual([false, true]);
});
