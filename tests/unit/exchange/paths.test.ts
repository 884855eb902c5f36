import { expect, test } from 'vitest';
import { compilePath } from '../../../src/exchange/import/values/path.js';

const ITEM = {
  name: [
    { '@lang': 'fr', '#text': 'Un' },
    { '@lang': 'en', '#text': 'One' },
    { '@lang': 'fr', '#text': 'Une' },
  ],
  ids: [
    { scheme: 'wikidata', value: 'Q1' },
    { scheme: 'isni', value: '2' },
    { scheme: ['isni', 'viaf'], value: '3' },
  ],
  alone: { '@lang': 'fr', '#text': 'Seul' },
  'rate[a=b]': '5',
};

test.each([
  ['name[lang=fr]', [ITEM.name[0], ITEM.name[2]]],
  ['name[@lang=en]', [ITEM.name[1]]],
  ['name[lang=de]', []],
  ['name[lang=fr]/@lang', ['fr', 'fr']],
  ['alone[lang=fr]', [ITEM.alone]],
  ['ids[scheme=wikidata].value', ['Q1']],
  ['ids[scheme=viaf].value', ['3']],
  ['ids[scheme=isni].value', ['2', '3']],
  ['name[type=x]', []],
  ['rate[a=b]', ['5']],
])('%s', (path, expected) => {
  expect(compilePath(path)({ value: ITEM, around: null })).toEqual(expected);
});
