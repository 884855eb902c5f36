import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const person = async (ref: string): Promise<string | null> =>
  (await dataOf(test.database, 'query ($ref: Ref!) { person(ref: $ref) { slug } }', { variables: { ref } })).person
    ?.slug ?? null;

const idOf = async (slug: string): Promise<string> =>
  (await dataOf(test.database, `{ person(ref: "${slug}") { id } }`)).person.id;

const named = (slug: string, ...names: (string | { text: string; lang?: string; kind?: string })[]) => ({
  slug,
  names: names.map((name) => (typeof name === 'string' ? { text: name } : name)),
});
const people = (...list: NonNullable<Facts['people']>) => write(test.database, { people: list });

describe('the order of the steps', () => {
  it('takes an id before a name that looks like one', async () => {
    await people('anna');
    const id = await idOf('anna');
    await people(named('boris', id));
    expect(await person(id)).toBe('anna');
  });

  it('takes a slug before a primary name', async () => {
    await people(named('anna', 'Boris'), named('boris', 'Anna'));
    expect(await person('anna')).toBe('anna');
    expect(await person('Boris')).toBe('boris');
  });

  it('takes a primary name before other names, whatever their languages', async () => {
    await people(
      named('alias', { text: 'Diane', lang: 'en' }, { text: 'Moussa', lang: 'en', kind: 'ALIAS' }),
      named('primary', { text: 'Moussa', lang: 'tr' }),
    );
    expect(await person('Moussa')).toBe('primary');
  });

  it('takes English and French names, and those of no language, before the rest', async () => {
    await people(
      named('spanish', { text: 'Carmen', lang: 'es' }),
      named('french', { text: 'Carmen', lang: 'fr-CA' }),
      named('portuguese', { text: 'Marina', lang: 'pt' }),
      named('nobodys', 'Marina'),
    );
    expect(await person('Carmen')).toBe('french');
    expect(await person('Marina')).toBe('nobodys');
  });

  it('takes a name as it is written before one that only transliterates to it', async () => {
    await people(named('written', { text: 'Sofia', lang: 'it' }), named('cyrillic', { text: 'София', lang: 'ru' }));
    expect(await person('Sofia')).toBe('written');
    expect(await person('София')).toBe('cyrillic');
  });

  it.each(['ALIAS', 'TRANSLITERATION', 'FORMER', 'ACRONYM'])('finds a name of kind %s', async (kind) => {
    await people(named('anna', 'Anna', { text: 'Anouchka', kind }));
    expect(await person('anouchka')).toBe('anna');
  });
});

describe('what is folded', () => {
  it.each([
    ['case', 'Assimi Goïta', 'ASSIMI GOÏTA'],
    ['accents', 'Assimi Goïta', 'assimi goita'],
    ['accents that are missing in the name', 'Assimi Goita', 'Assimi Goïta'],
    ['accents as marks of their own', 'Assimi Goïta', 'Assimi Goi\u0308ta'],
    ['hyphens', 'Jean-Marie Ndiaye', 'jean marie ndiaye'],
    ['a dash for a hyphen', 'Jean-Marie Ndiaye', 'Jean–Marie Ndiaye'],
    ['apostrophes', "N'Guessan", 'N’Guessan'],
    ['a missing apostrophe', "N'Guessan", 'NGuessan'],
    ['runs of spaces', 'Amadou Keïta', '  Amadou \t \u00a0 Keïta\n'],
    ['Polish letters', 'Łukasz', 'lukasz'],
    ['Danish letters', 'Søren Ærø', 'soren aero'],
    ['Icelandic letters', 'Guðmundur', 'gudmundur'],
    ['Greek accents and case', 'Κυριάκος Μητσοτάκης', 'ΚΥΡΙΑΚΟΣ ΜΗΤΣΟΤΑΚΗΣ'],
    ['Cyrillic marks and case', 'Горбачёв', 'ГОРБАЧЕВ'],
    ['characters that nobody sees', 'Assimi Goïta', '\ufeffAssimi\u200b Go\u00adïta\u200e'],
  ])('%s: %j answers to %j', async (_, name, ref) => {
    await people(named('the-one', name), 'somebody-else');
    expect(await person(ref)).toBe('the-one');
  });

  it('is not done to other scripts', async () => {
    await people(named('ga', 'ガス'), named('ka', 'カス'));
    expect(await person('ガス')).toBe('ga');
    expect(await person('カス')).toBe('ka');
  });

  it('lets a slug be written in capitals and with blanks around it', async () => {
    await people(named('assimi-goita', 'Somebody'));
    expect(await person(' Assimi-GOITA ')).toBe('assimi-goita');
    expect(await person('assimi-goita\u200b')).toBe('assimi-goita');
  });
});

describe('transliteration', () => {
  it.each([
    ['a Cyrillic question', 'Гоита', 'Goïta'],
    ['a Cyrillic name', 'Lavrov', 'Лавров'],
    ['a Greek question', 'Μαρία', 'Maria'],
    ['a Greek name', 'Papandreou', 'Παπανδρέου'],
    ['a Serbian name', 'Vucic', 'Вучић'],
    ['an ending that is written in Latin letters otherwise', 'Zelenskii', 'Зеленський'],
  ])('meets %s: %s is %s', async (_, ref, name) => {
    await people(named('the-one', name), 'somebody-else');
    expect(await person(ref)).toBe('the-one');
  });

  it.each([
    ['Койликов', 'Koylikov'],
    ['Алексей Койликов', 'Alexey Koylikov'],
    ['Амаду Кейта', 'Amadou Keïta'],
    ['Дмитрий', 'Dmitry'],
    ['Дмитрий', 'Dmitri'],
    ['Евгений', 'Evgeny'],
    ['Хакимов', 'Hakimov'],
  ])('knows other systems than ours, both ways: %s is %s', async (cyrillic, latin) => {
    await people(named('latin', latin), named('other', 'Somebody Else'));
    expect(await person(cyrillic)).toBe('latin');
    await people(named('latin', 'Nobody'), named('cyrillic', cyrillic));
    expect(await person(latin)).toBe('cyrillic');
  });

  it('takes another system only where nothing else is called so', async () => {
    await people(named('loose', 'Sergey'), named('strict', 'Anna', { text: 'Сергей', kind: 'ALIAS' }));
    expect(await person('Сергей')).toBe('strict');
    expect(await person('Sergey')).toBe('loose');
    expect(await person('Sergei')).toBe('strict');
  });

  it('does not make one name of two that are written in Latin letters', async () => {
    await people(named('sergei', 'Sergei'));
    expect(await person('Sergey')).toBeNull();
  });

  it('is a rule and stores no name', async () => {
    await people(named('lavrov', 'Лавров'));
    const { person: found } = await dataOf(test.database, '{ person(ref: "Lavrov") { names { text } } }');
    expect(found.names).toEqual([{ text: 'Лавров' }]);
  });
});

it('wants the whole name, not a part of it', async () => {
  await people(named('goita', 'Assimi Goïta'));
  expect(await person('Assimi')).toBeNull();
  expect(await person('Assimi Goïta junior')).toBeNull();
});

it('looks only among the types that the argument can mean', async () => {
  await write(test.database, { people: ['gold'], commodities: ['gold'], places: ['gold'] });
  const found = await dataOf(
    test.database,
    '{ person(ref: "gold") { __typename } commodity(ref: "gold") { __typename } place(ref: "gold") { __typename } meeting(ref: "gold") { __typename } }',
  );
  expect(found).toEqual({
    person: { __typename: 'Person' },
    commodity: { __typename: 'Commodity' },
    place: { __typename: 'Place' },
    meeting: null,
  });
});

it('answers many Refs of one question apart from each other', async () => {
  await people('anna', 'boris');
  const found = await dataOf(
    test.database,
    '{ a: person(ref: "anna") { slug } b: person(ref: "BORIS") { slug } c: person(ref: "carla") { slug } }',
  );
  expect(found).toEqual({ a: { slug: 'anna' }, b: { slug: 'boris' }, c: null });
});

it('refuses one that two names in the same step answer to', async () => {
  await people(named('first', 'Moussa Diallo'), named('second', { text: 'MOUSSA DIALLO', lang: 'fr' }));
  const { extensions } = await errorOf(test.database, '{ person(ref: "Moussa Diallo") { slug } }');
  expect(extensions['code']).toBe('REFERENCE_AMBIGUOUS');
});
