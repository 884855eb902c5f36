import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedFiles } from '../support/seed-folder.js';
import { type Case, deal, EVIDENCE, lump, openRefusing, person, type Refusing, talks, term } from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

const refusal = (files: SeedFiles) => refusing.refusal(files);
const refuse = (...given: Case) => refusing.refuse(...given);

const ABOUT = { agreement: 'mali-gold-refinery', evidence: EVIDENCE };

/** What is wrong, the file with it, and what the refusal says after file and record. */
const WRONG: readonly Case[] = [
  [
    'an unknown field',
    { people: [person({ height: 2 })] },
    /^people\.yaml: ada: height: is not known here; known are .*tenures/,
  ],
  ['spans outside sources', { people: [person({ spans: {} })] }, /^people\.yaml: ada: spans: is not known here/],
  [
    'no slug',
    { people: [{ names: [{ text: 'Ada' }], evidence: EVIDENCE }] },
    /^people\.yaml: record 1: slug: is missing/,
  ],
  ['a slug with spaces', { people: [person({ slug: 'Ada L' })] }, /^people\.yaml: Ada L: slug: must be a slug/],
  ['a slug of 201 letters', { people: [person({ slug: 'a'.repeat(201) })] }, /^people\.yaml: a+: slug: must be a slug/],
  [
    'a name that no database holds',
    { people: [person({ names: [{ text: 'A\0da' }] })] },
    /^people\.yaml: ada: names\[0\]\.text: .*U\+0000/,
  ],
  [
    'half a character',
    { people: [person({ names: [{ text: 'A\ud83cda' }] })] },
    /^people\.yaml: ada: names\[0\]\.text: .*surrogate/,
  ],
  [
    'an agreement twice',
    { meetings: [talks({ agreements: [ABOUT, ABOUT] })] },
    'meetings.yaml: talks: agreements[1]: mali-gold-refinery stands twice',
  ],
  [
    'a year too large for a number',
    { agreements: [deal({ amounts: [{ value: '1', currency: 'XOF', year: 3e9, evidence: EVIDENCE }] })] },
    /^agreements\.yaml: deal: amounts\[0\]\.year: must be a whole number from 0 to 2147483647$/,
  ],
  [
    'an amount without quotes',
    { agreements: [deal({ amounts: [{ value: 10.5, currency: 'XOF', evidence: EVIDENCE }] })] },
    /^agreements\.yaml: deal: amounts\[0\]\.value: .*in quotes/,
  ],
  ['a number as slug', { people: [person({ slug: 7 })] }, /^people\.yaml: record 1: slug: must be a slug/],
  [
    'a slug twice',
    { people: [person(), person()] },
    'people.yaml: ada: Person ada stands twice, as record 1 and as record 2',
  ],
  [
    'a value of no enum',
    { meetings: [talks({ kind: 'CHAT' })] },
    /^meetings\.yaml: talks: kind: must be one of AUDIENCE, /,
  ],
  ['a missing value', { meetings: [talks({ status: null })] }, 'meetings.yaml: talks: status: is missing'],
  ['a text for a list', { agreements: [deal({ topics: 'energy' })] }, 'agreements.yaml: deal: topics: must be a list'],
  ['a list for one value', { meetings: [talks({ date: ['2020'] })] }, /^meetings\.yaml: talks: date: /],
  [
    'a list for one part',
    { agreements: [term({ quantity: [{ min: 1, bound: 'AT_LEAST', unit: 't' }] })] },
    /^agreements\.yaml: deal: terms\[0\]\.quantity: must be an object/,
  ],
  [
    'a text for a part',
    { agreements: [term({ quantity: '5 t' })] },
    /^agreements\.yaml: deal: terms\[0\]\.quantity: must be an object/,
  ],
  [
    'a name without text',
    { people: [person({ names: [{ lang: 'en' }] })] },
    /^people\.yaml: ada: names\[0\]\.text: is missing/,
  ],
  [
    'an empty name',
    { people: [person({ names: [{ text: ' ' }] })] },
    /^people\.yaml: ada: names\[0\]\.text: must be a text/,
  ],
  [
    'a language that is none',
    { people: [person({ names: [{ text: 'A', lang: 'English' }] })] },
    /names\[0\]\.lang: must be a language tag/,
  ],
  [
    'a text that does not say its language',
    { meetings: [talks({ summary: 'They met.' })] },
    /^meetings\.yaml: talks: summary: .*\{ en: /,
  ],
  [
    'a title without text',
    { people: [person({ tenures: [{ title: { en: null }, evidence: EVIDENCE }] })] },
    /tenures\[0\]\.title\.en: is missing/,
  ],
  [
    'no title',
    { people: [person({ tenures: [{ evidence: EVIDENCE }] })] },
    'people.yaml: ada: tenures[0].title: is missing',
  ],
];

const UNQUOTED = '- { slug: talks, kind: TALKS, status: HELD, date: 2025, evidence: [letter#page] }\n';
const DATES: readonly Case[] = [
  [
    'a date that is no EDTF',
    { meetings: [talks({ date: '24.10.2025' })] },
    /^meetings\.yaml: talks: date: "24\.10\.2025"/,
  ],
  ['a day that does not exist', { meetings: [talks({ date: '2025-02-30' })] }, /^meetings\.yaml: talks: date: /],
  ['an interval that runs backwards', { meetings: [talks({ date: '2025/2024' })] }, /^meetings\.yaml: talks: date: /],
  ['a year without quotes', { meetings: UNQUOTED }, /^meetings\.yaml: talks: date: .*quotes/],
  [
    'a day cited that is none',
    { people: [person({ tenures: [{ title: { en: 'Head' }, firstCited: '2025', evidence: EVIDENCE }] })] },
    /tenures\[0\]\.firstCited: /,
  ],
];

describe('a record is refused with file, place and reason', () => {
  it.each(WRONG)('%s', refuse);

  it.each(DATES)('%s', refuse);

  it('everything that is wrong is said at once', async () => {
    const refused = await refusal({
      people: [person({ slug: 'A' }), lump({ slug: 'b b' })],
      meetings: [talks({ kind: 'CHAT' })],
    });
    expect(refused.split('; ')).toHaveLength(3);
  });
});
