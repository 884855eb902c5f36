import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import { mappingOf } from '../../../src/exchange/import/mapping/read-mapping.js';
import { imported } from '../../support/imported.js';

/** A mapping whose only entity has these lines, which begin at line 7. */
const withEntity = (lines: string) => `source: { slug: s, kind: DATASET, names: S }
tables: { known: { a: b } }
queries:
  - reader: { format: csv }
    entities:
      person:
${lines.replace(/^/gm, '        ')}
`;
const refusal = (text: string): string => {
  try {
    mappingOf('m.yaml', text, tmpdir());
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing';
};
const person = (properties: string) =>
  withEntity(`schema: Person\nkeys: [id]\nproperties:\n${properties.replace(/^/gm, '  ')}`);

test.each([
  ['bad YAML', 'source: [', 'm.yaml, line 1, column 10: Flow sequence'],
  ['no source', 'queries: []', 'm.yaml, line 1, column 1: says no source.'],
  [
    'a key that is not known',
    withEntity('schema: Person\nkeyes: [id]'),
    'm.yaml, line 8, column 9: queries.0.entities.person.keyes: "keyes" is not known here; did you mean keys?',
  ],
  [
    'a type that is not known',
    withEntity('schema: Vessel\nkeys: [id]'),
    'm.yaml, line 7, column 9: queries.0.entities.person.schema: must be one of Country, Place,',
  ],
  [
    'a property of another type',
    person('signedOn: { column: a }'),
    'm.yaml, line 10, column 11: queries.0.entities.person.properties.signedOn: "signedOn" is not known here; known are attributedTo',
  ],
  [
    'a text for a value',
    person('names: Ana'),
    'properties.names: must be a list, not a text, or must be a map, such as { column: … }, not a text.',
  ],
  ['two origins', person('names: { column: a, literal: b }'), 'says both column and literal: a value has one origin'],
  ['no origin', person('names: { lang: en }'), 'says no origin: one of column,'],
  [
    'a modifier that is not known',
    person('names: { colunm: a }'),
    'm.yaml, line 10, column 20: queries.0.entities.person.properties.names.colunm: "colunm" is not known here; did you mean column?',
  ],
  ['no keys', withEntity('schema: Person'), 'm.yaml, line 6, column 7: queries.0.entities.person: says no keys'],
  [
    'a constant that the property cannot be',
    person('tenures:\n  organization: { column: a }\n  since: { literal: soon }'),
    'properties.tenures.0.since.literal: "soon"',
  ],
  [
    'a meaning in a table that the property cannot be',
    person('modality: { column: a, lookup: { sure: FACT, planned: PLANNED } }'),
    'line 10, column 44: queries.0.entities.person.properties.modality.lookup.sure: "FACT" must be one of ACTUAL,',
  ],
  [
    'a default that the property cannot be',
    person('modality: { column: a, default: perhaps }'),
    'properties.modality.default: "perhaps" must be one of ACTUAL,',
  ],
  [
    'a table that is not there',
    person('names: { column: a, lookup: other }'),
    'line 10, column 31: queries.0.entities.person.properties.names.0.lookup: "other" is not among the tables of the mapping.',
  ],
  [
    'an entity that is not there',
    person('attributedTo: { entity: other }'),
    '"other" is not among the entities of the mapping.',
  ],
  [
    'a format that is none',
    person('tenures: { title: { column: a, lang: en }, since: { column: b, format: DD-XX } }'),
    '"DD-XX" is not a format of dates',
  ],
  ['a pattern that is none', person("names: { column: a, pattern: '(' }"), 'is not a regular expression'],
  ['a text without a language', person('tenures: { title: { column: a } }'), 'says no language: write lang: en here'],
  [
    'a part without what it needs',
    withEntity('schema: Meeting\nkeys: [id]\nproperties:\n  participations: { role: { literal: HOST } }'),
    'says no actor, and there is none without it',
  ],
  [
    'a source that is none',
    'source: { slug: S S, kind: X, names: S }\nqueries:\n  - { reader: { format: csv }, entities: { a: { schema: Person, keys: [a] } } }',
    'm.yaml, line 1, column 11: source.slug: must be a slug',
  ],
  [
    'an encoding that is none',
    'source: { slug: s, kind: DATASET, names: S }\nqueries:\n  - { reader: { format: csv, encoding: utf-9 }, entities: { a: { schema: Person, keys: [a] } } }',
    'line 3, column 30: queries.0.reader.encoding: is not an encoding that is known',
  ],
])('%s', (_name, text, message) => {
  expect(refusal(text)).toContain(message);
});

test('all mistakes are told of together', () => {
  const message = refusal(person('names: { column: a, lookup: other }\nattributedTo: { entity: other }'));
  expect(message.split('\n')).toHaveLength(2);
});

test('aliases that stand for millions are refused', () => {
  const levels = Array.from(
    { length: 12 },
    (_, level) =>
      `a${level}: &a${level} [${Array(10)
        .fill(level === 0 ? 'x' : `*a${level - 1}`)
        .join(', ')}]`,
  );
  expect(refusal(levels.join('\n'))).toContain('m.yaml: Excessive alias count');
});

test('a column that the file has not is an error and no missing value', async () => {
  const mapping = person('names: { column: naem }');
  await expect(imported(mapping, { 'a.csv': 'id,name\n1,a\n' })).rejects.toThrow(
    'a.csv has no column "naem"; it has id, name. Columns that a file may lack are listed as optional.',
  );
});

test('files that the mapping names and nobody has given', async () => {
  const mapping = person('names: { column: name }').replace('- reader', '- files: ["b*.csv"]\n    reader');
  await expect(imported(mapping, { 'a.csv': 'id,name\n1,a\n' })).rejects.toThrow('None of the files is called b*.csv.');
});
