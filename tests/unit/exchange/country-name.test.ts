import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { countryNamed } from '../../../src/exchange/import/names/country-name.js';
import { WRITTEN } from '../../../src/exchange/import/names/country-table.js';
import { PAST } from '../../../src/exchange/import/names/past-states.js';

const code = (text: string) => {
  const meaning = countryNamed(text);
  return meaning && 'code' in meaning ? meaning.code : meaning;
};

describe('a State as people write it', () => {
  test.each([
    ['Congo, Dem. Rep.', 'CD'],
    ['Congo, Democratic Republic of', 'CD'],
    ['Democratic Republic of the Congo (Zaire)', 'CD'],
    ['Congo, Rép. dém. du', 'CD'],
    ['Congo, Rep.', 'CG'],
    ['Congo, Republic of', 'CG'],
    ['zaïroise', 'CD'],
    ['Congo Republic', 'CG'],
    ['Pays-Bas (Royaume des)', 'NL'],
    ['Netherlands (Kingdom of the)', 'NL'],
    ['TFYR of Macedonia', 'MK'],
    ['Fmr Fed. Rep. of Germany', 'DE'],
    ['P.R. China', 'CN'],
    ['République de Chine', 'TW'],
    ['voltaïque', 'BF'],
    ['Iran, Islamic Rep.', 'IR'],
    ['Iran (Islamic Republic of)', 'IR'],
    ['Viet Nam', 'VN'],
    ['Korea, Rep.', 'KR'],
    ['Korea, Dem. Rep.', 'KP'],
    ["Korea, Dem. People's Rep.", 'KP'],
    ['Bolivia (Plurinational State of)', 'BO'],
    ['Lao PDR', 'LA'],
    ['Micronesia, Fed. Sts.', 'FM'],
    ['Gambia, The', 'GM'],
    ["Cote d'Ivoire", 'CI'],
    ['Tanzania, United Republic of', 'TZ'],
    ['Egypt, Arab Rep.', 'EG'],
    ['Venezuela, RB', 'VE'],
    ['Trinidad & Tobago', 'TT'],
    ['St. Vincent and the Grenadines', 'VC'],
    ['République du Mali', 'ML'],
    ['China', 'CN'],
    ["China, People's Republic of", 'CN'],
    ['chinoise', 'CN'],
    ['China, Republic of', 'TW'],
    ['Taiwan, China', 'TW'],
    ['China, Taiwan Province of', 'TW'],
    ['taïwanais', 'TW'],
    ['Hong Kong SAR, China', 'HK'],
    ['China, Macao SAR', 'MO'],
    ['gabonaise', 'GA'],
    ['Gabonaises', 'GA'],
    ['Malian', 'ML'],
    ['russe', 'RU'],
    ['Nigérien', 'NE'],
    ['Nigérian', 'NG'],
    ['French', 'FR'],
    ['South Korean', 'KR'],
  ])('%s is %s', (text, expected) => expect(code(text)).toBe(expected));

  test.each([
    ['Zaire', 'CD'],
    ['Haute-Volta', 'BF'],
    ['Dahomey (Benin)', 'BJ'],
    ['Burma', 'MM'],
    ['Ceylon', 'LK'],
    ['Swaziland', 'SZ'],
    ['Perse', 'IR'],
    ['Macedonia, FYR', 'MK'],
    ['Western Samoa', 'WS'],
  ])('%s is a former name of %s', (text, expected) => expect(code(text)).toBe(expected));

  test.each([
    ['U.S.S.R.', 'RU'],
    ['Yougoslavie', 'HR'],
    ['Czechoslovakia', 'SK'],
    ['German Democratic Republic', 'DE'],
    ['United Arab Republic', 'SY'],
    ['Tanganyika', 'TZ'],
    ['Yemen Arab Republic', 'YE'],
  ])('%s is of the past, and no other name of %s', (text, successor) =>
    expect(countryNamed(text)).toEqual({ why: 'past', codes: expect.arrayContaining([successor]) }),
  );

  test.each([
    ['Congo', ['CD', 'CG']],
    ['congolaise', ['CD', 'CG']],
    ['Korea', ['KP', 'KR']],
    ['Dominican', ['DM', 'DO']],
  ])('%s is said of several', (text, codes) =>
    expect(countryNamed(text)).toEqual({ why: 'several', codes: expect.arrayContaining(codes) }),
  );

  test.each([
    'European Union',
    'African Union',
    'Africa, regional',
    'Poland (government-in-exile)',
    'Mali (Senegal)',
    'constructor',
    '',
    ',',
    '()',
  ])('%s is none', (text) => expect(countryNamed(text)).toBeNull());
});

test('every line of the table means what it stands under, unless it stands under two codes', () => {
  const lines = Object.entries(WRITTEN).flatMap(([of, texts]) => texts.map((text) => [of, text] as const));
  const wrong = lines.filter(([of, text]) => {
    const meaning = code(text);
    const isShared = lines.filter(([, other]) => other === text).length > 1;
    return isShared ? typeof meaning === 'string' : meaning !== of;
  });
  expect(wrong).toEqual([]);
  const past = PAST.flatMap(({ names, successors }) => names.map((name) => [name, successors] as const));
  for (const [name, codes] of past) expect([name, countryNamed(name)]).toEqual([name, { why: 'past', codes }]);
});

test('docs/importing.md says what texts mean', () => {
  const page = readFileSync('docs/importing.md', 'utf8');
  const section = page.slice(page.indexOf('### States as people write them'), page.indexOf('### Coordinates'));
  const lines = [...section.matchAll(/^\| `(.+)` \| (.+) \|$/gm)].map(([, text = '', meant = '']) => [text, meant]);
  const shown = (text: string) => {
    const meaning = countryNamed(text);
    if (!meaning) return 'nothing';
    return 'code' in meaning ? meaning.code : `${meaning.why}: ${meaning.codes.join(', ')}`;
  };
  expect(lines.length).toBeGreaterThan(15);
  expect(lines).toEqual(lines.map(([text = '']) => [text, shown(text)]));
});
