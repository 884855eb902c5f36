import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { verifySource } from '../../src/domain/source/verify.service.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const bytes = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

const TEXT = 'Title 🎉\nÀ la une : une fête 🎉 à Bamako.\nFin.\n';

/** Where a passage stands, in code points, and its hash. */
function at(passage: string, paragraph = 2) {
  const start = Array.from(TEXT.slice(0, TEXT.indexOf(passage))).length;
  return { at: 'letter', paragraph, start, end: start + Array.from(passage).length, quoteHash: sha256(passage) };
}

/** A person whom the letter names with these pointers. */
const given = (...evidence: readonly object[]) =>
  write(test.database, {
    sources: [{ slug: 'letter', contentHash: sha256(TEXT) }],
    people: [{ slug: 'ada', evidence }],
  });

const verify = (text = TEXT) => verifySource(test.database, 'letter', bytes(text));
const reasons = async (text?: string) =>
  (await verify(text)).mismatches.map(({ claim, reason }) => `${claim}: ${reason}`);

describe('pointers into a source', () => {
  it('hold where the text is the one that was read, counted in characters and not in bytes', async () => {
    await given(at('fête 🎉 à'), at('Bamako'), at('🎉', 1), at('Fin', 3));
    expect(await verify()).toEqual({ checked: 4, mismatches: [], wholeTextMatches: true, savedWith: null });
  });

  it('at the source as a whole are nothing to check', async () => {
    await given({ at: 'letter' }, at('Bamako'));
    expect(await verify()).toMatchObject({ checked: 1, mismatches: [] });
  });

  it('into another source are not checked', async () => {
    await given({ ...at('Bamako'), at: 'other', quoteHash: sha256('something else') });
    expect(await verify()).toMatchObject({ checked: 0, mismatches: [] });
  });

  it('are those of values, names and links too, each named by record and property', async () => {
    const wrong = [{ ...at('Bamako'), quoteHash: sha256('Ségou') }];
    await write(test.database, {
      people: [{ slug: 'ada', names: [{ text: 'Ada', evidence: wrong }] }],
      meetings: [{ slug: 'talks', claims: { kind: { evidence: wrong } } }],
      agreements: [
        { slug: 'deal', terms: [{ commodity: 'gold', evidence: wrong, claims: { kind: { evidence: ['other'] } } }] },
      ],
    });
    expect((await verify()).mismatches.map(({ claim }) => claim).sort()).toEqual([
      'ada name',
      'deal term 1 (existence)',
      'deal term 1 commodity',
      'talks kind',
    ]);
  });
});

describe('a text that was saved in another way', () => {
  const MARK = 'a byte order mark at its start';
  const LINES = 'line ends of Windows (CR LF) instead of LF';
  const ACCENTS = 'accents as characters of their own (NFD) instead of NFC';

  it.each([
    ['a byte order mark', `\ufeff${TEXT}`, MARK],
    ['other line ends', TEXT.replaceAll('\n', '\r\n'), LINES],
    ['other accents', TEXT.normalize('NFD'), ACCENTS],
    ['all of them', `\ufeff${TEXT.replaceAll('\n', '\r\n').normalize('NFD')}`, `${MARK}, and ${LINES}, and ${ACCENTS}`],
  ])('is recognised: %s', async (_, text, savedWith) => {
    await given(at('une fête'), at('Fin', 3));
    expect(await verify(text)).toMatchObject({ wholeTextMatches: false, savedWith });
  });

  it('is recognised by its pointers where the whole text has no hash', async () => {
    await write(test.database, {
      sources: [{ slug: 'letter' }],
      people: [{ slug: 'ada', evidence: [at('une fête')] }],
    });
    const found = await verify(`\ufeff${TEXT}`);
    expect(found).toMatchObject({ checked: 1, wholeTextMatches: null, savedWith: MARK });
    expect(found.mismatches).toHaveLength(1);
  });

  it('and changed besides is not', async () => {
    await given(at('une fête'));
    expect((await verify(`\ufeff${TEXT.replace('Bamako', 'Bamaka')}`)).savedWith).toBeNull();
  });
});

describe('a damaged text', () => {
  const damaged = (text: string) => reasons(text);

  it('is found out where a letter of a passage differs', async () => {
    await given(at('Bamako'), at('une fête'));
    expect(await damaged(TEXT.replace('Bamako', 'Bamaka'))).toEqual([
      'ada (existence): the passage 32..38 has another hash',
    ]);
  });

  it('is found out where only an accent is written in another way', async () => {
    await given(at('fête'));
    expect(await damaged(TEXT.replace('fête', 'fête'.normalize('NFD')))).toHaveLength(1);
  });

  it('is found out behind a character too many, even where that is an emoji', async () => {
    await given(at('Title', 1), at('Bamako'));
    expect(await damaged(TEXT.replace('🎉', '🎉🎉'))).toHaveLength(1);
  });

  it('is found out where it ends too early', async () => {
    await given(at('Fin', 3));
    expect(await damaged('Title')).toEqual(['ada (existence): points at 40..43, outside the text of 5 characters']);
    expect(await damaged('')).toEqual(['ada (existence): points at 40..43, outside the text of 0 characters']);
  });

  it('is seen as another one where every pointer holds', async () => {
    await given(at('Bamako'));
    expect(await verify(`${TEXT}P.S.`)).toMatchObject({ checked: 1, mismatches: [], wholeTextMatches: false });
  });

  it('is not judged as a whole where nobody knows its hash', async () => {
    await write(test.database, { sources: ['letter'] });
    expect(await verify('anything')).toMatchObject({ checked: 0, mismatches: [], wholeTextMatches: null });
  });

  it('is found out by a mark at its very start', async () => {
    await given(at('Title', 1));
    const { mismatches, wholeTextMatches } = await verify(`\uFEFF${TEXT}`);
    expect([mismatches.length, wholeTextMatches]).toEqual([1, false]);
  });

  it('that is no UTF-8 is refused', async () => {
    await given(at('Bamako'));
    await expect(verifySource(test.database, 'letter', Uint8Array.of(0xe9, 0x20))).rejects.toThrow('not valid UTF-8');
  });
});

describe('a wrong pointer', () => {
  it('has the wrong paragraph', async () => {
    await given(at('Bamako', 3));
    expect(await reasons()).toEqual(['ada (existence): the passage 32..38 is in paragraph 2, not 3']);
  });

  it('has a paragraph that the text does not have, and nothing else', async () => {
    await given({ at: 'letter', paragraph: 3 }, { at: 'letter', paragraph: 4 });
    expect(await reasons()).toEqual(['ada (existence): points at paragraph 4 of 3']);
  });

  it('quotes what does not stand there', async () => {
    const { quoteHash, ...place } = at('Bamako');
    await given({ ...place, quote: 'Ségou' }, { ...place, quote: 'Bamako' });
    expect(await reasons()).toEqual(['ada (existence): the passage 32..38 is not the quote']);
  });

  it('has a hash and does not say of what', async () => {
    await given({ at: 'letter', quoteHash: sha256('Bamako') });
    expect(await reasons()).toEqual(['ada (existence): has a hash and no start and end']);
  });

  it('quotes without a place what stands nowhere, or in another paragraph', async () => {
    const quote = { at: 'letter', quote: 'Bamako' };
    await given(quote, { ...quote, paragraph: 2 }, { ...quote, paragraph: 1 }, { at: 'letter', quote: 'Ségou' });
    expect(await reasons()).toEqual([
      'ada (existence): the quote does not stand in paragraph 1',
      'ada (existence): the quote does not stand in the text',
    ]);
  });

  it('quotes something of another hash', async () => {
    await given({ at: 'letter', quote: 'Bamako', quoteHash: sha256('Ségou') });
    expect(await reasons()).toEqual(['ada (existence): the quote has another hash']);
  });
});

it('a source that nobody knows is refused', async () => {
  await given(at('Bamako'));
  await expect(verifySource(test.database, 'leter', bytes(TEXT))).rejects.toThrow('There is no source "leter".');
});
