import { afterAll, beforeAll, describe, it } from 'vitest';
import type { SeedFiles } from '../support/seed-folder.js';
import { type Case, letter, openRefusing, person, type Refusing } from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

const refuse = (...given: Case) => refusing.refuse(...given);

const pointing = (pointer: unknown): SeedFiles => ({ people: [person({ evidence: [pointer] })] });
const at = 'people.yaml: ada: evidence[0]';
const place = { paragraph: 1, start: 2, end: 5, hash: 'b'.repeat(64) };
const span = (given: unknown): SeedFiles => ({ sources: [letter({ spans: { line: given } })] });
const line = 'sources.yaml: letter: spans.line';

describe('a pointer', () => {
  it.each<Case>([
    [
      'at an unknown source',
      pointing('leter'),
      /^people\.yaml: ada: evidence\[0\]\.source: Nothing of type Source is called "leter"/,
    ],
    [
      'at an unknown span',
      pointing('letter#gone'),
      `${at}: points at "letter#gone", but sources.yaml has no such span`,
    ],
    [
      'at a span of an unknown source',
      pointing('gone#page'),
      `${at}: points at "gone#page", but sources.yaml has no such span`,
    ],
    ['at nothing', pointing({ note: { en: 'Look.' } }), /^people\.yaml: ada: evidence\[0\]\.source: must be a text/],
    ['as one text', { people: [person({ evidence: 'letter#page' })] }, 'people.yaml: ada: evidence: must be a list'],
    [
      'of no stance',
      pointing({ at: 'letter#page', stance: 'MAYBE' }),
      `${at}.stance: must be one of SUPPORTS, CONTRADICTS`,
    ],
    [
      'with a field of no meaning',
      pointing({ at: 'letter#page', page: 3 }),
      /^people\.yaml: ada: evidence\[0\]\.page: is not known here/,
    ],
    [
      'with a note in no language',
      pointing({ at: 'letter', note: 'Look.' }),
      `${at}.note: must say its languages: { en: …, fr: … }`,
    ],
    [
      'at a paragraph before the first',
      pointing({ at: 'letter', paragraph: 0 }),
      `${at}.paragraph: must be a whole number from 1 to 2147483647`,
    ],
    ['that has no end', pointing({ at: 'letter', start: 3 }), `${at}.end: is missing: a passage has both ends`],
  ])('%s is refused', refuse);

  it.each<Case>([
    ['that is no span', span('page 1'), `${line}: must have paragraph, start, end, hash and nothing else`],
    [
      'without its hash',
      span({ ...place, hash: null }),
      `${line}: must have paragraph, start, end, hash and nothing else`,
    ],
    [
      'with something else',
      span({ ...place, quote: 'text' }),
      `${line}: must have paragraph, start, end, hash and nothing else`,
    ],
    ['that ends before it starts', span({ ...place, end: 2 }), `${line}.end: must be greater than start (2)`],
    ['with a hash that is none', span({ ...place, hash: 'ff' }), `${line}.quoteHash: must be a SHA-256 in hexadecimal`],
    [
      'that starts at half a character',
      span({ ...place, start: 1.5 }),
      `${line}.start: must be a whole number from 0 to 2147483647`,
    ],
    [
      'in no list of spans',
      { sources: [letter({ spans: ['page'] })] },
      /^sources\.yaml: letter: spans: must name passages/,
    ],
  ])('of a source %s is refused, whether used or not', refuse);
});
