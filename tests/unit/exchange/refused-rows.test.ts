import { expect, test } from 'vitest';
import { imported } from '../../support/imported.js';

const withEntity = (entity: string, query = '') => `
source: { slug: s, kind: DATASET, names: S }
queries:
  - reader: { format: csv }
    ${query}
    entities:
      person: { schema: Person, properties: { names: { column: name } }, ${entity} }
`;
const FILE = { 'a.csv': 'id,name,type\n1,Ana,a\n2,Bo,b\n3,Cy,a\n' };
const KNOWN = '{ column: type, lookup: { a: A } }';

test.each([
  ['a key', withEntity(`keys: [id, ${KNOWN}]`), 'person'],
  ['a slug', withEntity(`keys: [id], slug: ${KNOWN}`), 'person'],
  ['a text by which it is found', withEntity(`keys: [id], match: either, means: [${KNOWN}]`), 'person'],
  ['a source', withEntity(`keys: [id], sources: [${KNOWN}]`), 'person'],
  ['the elements of an entity', withEntity(`keys: [^.id], each: ${KNOWN}`), 'person'],
  ['the elements of a query', withEntity('keys: [^.id]', `each: ${KNOWN}`), null],
])('%s that cannot be made out costs its row alone', async (_what, mapping, record) => {
  const { fragments, refused } = await imported(mapping, FILE);
  expect(fragments).toHaveLength(2);
  expect(refused).toMatchObject([
    {
      record,
      place: { file: 'a.csv', at: 'row 3' },
      problems: [{ message: expect.stringContaining('"b" is not in the lookup table') }],
    },
  ]);
});

test('a row is refused as a whole, with all that is wrong in it', async () => {
  const mapping = withEntity('keys: [id]').replace(
    /$/,
    `      visit: { schema: Meeting, keys: [id], properties: { date: { column: type }, status: { column: name } } }
`,
  );
  const { fragments, refused } = await imported(mapping, { 'a.csv': 'id,name,type\n1,Ana,soon\n2,held,2025\n' });
  expect(fragments.map(({ record, key }) => [record, key])).toEqual([
    ['person', '2'],
    ['visit', '2'],
  ]);
  expect(refused).toMatchObject([
    { record: 'visit', row: { id: '1', name: 'Ana', type: 'soon' }, problems: [{ path: 'status' }, { path: 'date' }] },
  ]);
});
