import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asking, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const slugs = async (field: string, filter: string): Promise<string[]> =>
  (await dataOf(test.database, `{ list: ${field}(filter: ${filter}) { nodes { slug } } }`)).list.nodes
    .map(({ slug }: { slug: string }) => slug)
    .sort();

const PETROLEUM = 'mali-russia-petroleum-supply';
const FERTILISER = 'mali-russia-fertiliser-wheat';
const REFINERY = 'mali-gold-refinery';
const AUDIENCE = 'koulouba-audience-2025-10-24';
const TALKS = ['gold-refinery-working-meeting-1-2025-10', 'gold-refinery-working-meeting-2-2025-10'];
const BOARD = 'gold-refinery-board-2025-11';

describe('the same question in other words has the same answer', () => {
  it.each([
    [
      'agreements on petroleum',
      'agreements',
      [
        '{ commodity: "pétrole" }',
        '{ commodity: "HYDROCARBURES" }',
        '{ commodity: "нефть" }',
        '{ commodity: "Нефтепродукты" }',
        '{ commodity: "neft" }',
        '{ commodity: "petróleo" }',
        '{ commodity: "النفط" }',
        '{ commodity: "carburants" }',
        '{ commodity: "топливо" }',
        '{ commodity: "27.10" }',
        '{ commodity: "énergie" }',
        '{ commodity: "Энергия", party: "Россия" }',
        '{ text: "produits pétroliers" }',
      ],
      [PETROLEUM],
    ],
    [
      'agreements between Mali and Russia',
      'agreements',
      [
        '{ between: ["Mali", "Russia"] }',
        '{ between: ["République du Mali", "Fédération de Russie"] }',
        '{ between: ["Мали", "Россия"] }',
        '{ between: ["MLI", "РФ"] }',
        '{ between: ["ml", "Russie"] }',
        '{ party: "Rusia" }',
        '{ text: "Mali RUSSIA" }',
      ],
      [FERTILISER, PETROLEUM],
    ],
    [
      'agreements on fertiliser and on wheat',
      'agreements',
      [
        '{ and: [{ commodity: "engrais" }, { commodity: "blé" }] }',
        '{ and: [{ commodity: "удобрения" }, { commodity: "пшеница" }] }',
        '{ and: [{ commodity: "FERTILIZERS" }, { commodity: "1001" }] }',
        '{ commodity: "agriculture" }',
        '{ commodity: "céréales" }',
        '{ text: "ENGRAIS ble" }',
      ],
      [FERTILISER],
    ],
    [
      'the gold refinery',
      'agreements',
      [
        '{ commodity: "or" }',
        '{ commodity: "золото" }',
        '{ commodity: "zoloto" }',
        '{ commodity: "métaux précieux" }',
        '{ party: "SORMA" }',
        '{ party: "Sorem Mali SA" }',
        '{ party: "societe de recherche et d’exploitation des ressources minerales du Mali" }',
        '{ text: "raffinerie" }',
        '{ meeting: "Premier conseil d’administration de la raffinerie d’or" }',
      ],
      [REFINERY],
    ],
    [
      'what Koylikov took part in',
      'agreements',
      [
        '{ person: "Koylikov" }',
        '{ person: "ALEXEY KOYLIKOV" }',
        '{ person: "Койликов" }',
        '{ person: "Алексей Койликов" }',
      ],
      [REFINERY, FERTILISER, PETROLEUM].sort(),
    ],
    [
      'meetings at the palace',
      'meetings',
      [
        '{ place: "palais de Koulouba" }',
        '{ place: "Koulouba" }',
        '{ place: "Кулуба" }',
        '{ place: "Palais présidentiel du Mali" }',
        '{ person: "Goïta" }',
        '{ person: "Гоита" }',
        '{ person: "Алуссени Сану" }',
        '{ organization: "Direction panafricaine de la Russie" }',
        '{ commodity: "pétrole" }',
        '{ country: "Россия", status: [HELD] }',
      ],
      [AUDIENCE],
    ],
    [
      'meetings about the refinery',
      'meetings',
      ['{ agreement: "Raffinerie d’or du Mali" }', '{ agreement: "gold refinery of MALI" }', '{ commodity: "ЗОЛОТО" }'],
      [AUDIENCE, BOARD, ...TALKS].sort(),
    ],
    [
      'people of the ministry of mines',
      'people',
      [
        '{ organization: "Ministère des Mines du Mali" }',
        '{ organization: "ministere des mines du mali" }',
        '{ text: "keita" }',
      ],
      ['amadou-keita'],
    ],
  ])('%s', async (_, field, filters, answer) => {
    for (const filter of filters) expect([filter, await slugs(field, filter)]).toEqual([filter, answer]);
  });
});

it.each([
  ['fr', ['fr-FR'], 'Livraison mensuelle de produits pétroliers de la Russie au Mali', 'produits pétroliers', 'Russie'],
  ['ru', ['ru-RU'], 'Monthly supply of petroleum products from Russia to Mali', 'нефтепродукты', 'Россия'],
  ['en', [], 'Monthly supply of petroleum products from Russia to Mali', 'petroleum products', 'Russia'],
])('an answer comes in the language of the reader: %s', async (_, languages, agreement, commodity, state) => {
  const query = `{ agreement(ref: "${PETROLEUM}") { label terms { commodity { label } from { ... on Organization { label } } } } }`;
  const found = await dataOf(test.database, query, { languages } as Asking);
  expect(found.agreement).toEqual({
    label: agreement,
    terms: [{ commodity: { label: commodity }, from: { label: state } }],
  });
});

it.each([
  ['goita', 'PERSON', 'assimi-goita'],
  ['Гойта', 'PERSON', 'assimi-goita'],
  ['Assimi Goyta', 'PERSON', 'assimi-goita'],
  ['Кейта', 'PERSON', 'amadou-keita'],
  ['Сану Алуссени', 'PERSON', 'alousseni-sanou'],
  ['Koïlikov', 'PERSON', 'alexey-koylikov'],
  ['Russie', 'COUNTRY', 'russia'],
  ['федерация российская', 'COUNTRY', 'russia'],
  ['Rossiya', 'COUNTRY', 'russia'],
  ['engrais', 'COMMODITY', 'fertilisers'],
  ['ENGRAIS', 'AGREEMENT', FERTILISER],
  ['palais koulouba', 'PLACE', 'koulouba-palace'],
  ['ministère mines', 'ORGANIZATION', 'ministry-of-mines-mali'],
  ['sorma', 'ORGANIZATION', 'sorem-mali'],
  ['conseil d’administration', 'MEETING', BOARD],
  ['délégation russe koulouba', 'DELEGATION', 'russian-delegation-koulouba-2025-10-24'],
  ['malikonews', 'SOURCE', 'malikonews-2025-10-24'],
])('a search for %j finds the %s first', async (text, type, slug) => {
  const { search } = await dataOf(
    test.database,
    `query ($text: String!) { search(text: $text, types: [${type}], first: 1) { nodes { record { ... on Record { slug } } } } }`,
    { variables: { text } },
  );
  expect(search.nodes).toEqual([{ record: { slug } }]);
});

it('a search for one person does not find another', async () => {
  const { search } = await dataOf(
    test.database,
    '{ search(text: "keita", types: [PERSON]) { nodes { matchedName record { id } } } }',
  );
  expect(search.nodes.map(({ matchedName }: { matchedName: string }) => matchedName)).toEqual(['Keïta']);
});
