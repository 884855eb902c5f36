import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Countries } from 'world-countries';
import { allNodes } from '../support/all-nodes.js';
import { ask, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const worldCountries = createRequire(import.meta.url)('world-countries') as Countries;
const COUNTRIES = worldCountries.filter(({ status }) => status === 'officially-assigned');

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

/** What each Ref means as a country, as an organization and as a party; a code, or the code of the error. */
async function meanings(refs: readonly string[]): Promise<string[]> {
  const parts = refs.map((ref, index) => {
    const text = JSON.stringify(ref);
    return `c${index}: country(ref: ${text}) { code } o${index}: organization(ref: ${text}) { kind country { code } }
      p${index}: agreements(filter: { party: ${text} }) { totalCount }`;
  });
  const { data, errors = [] } = await ask(test.database, `{ ${parts.join('\n')} }`);
  // biome-ignore lint/suspicious/noExplicitAny: aliases are as many as questions
  const answers = data as any;
  return refs.map((ref, index) => {
    const failed = errors.find(({ path }) => String(path?.[0]).slice(1) === String(index));
    if (failed) return `${ref}: ${failed.message}`;
    const [country, organization] = [answers[`c${index}`]?.code, answers[`o${index}`]];
    if (organization?.kind !== 'STATE') return `${ref}: not a State`;
    return country === organization.country.code ? country : `${ref}: ${country} and ${organization.country.code}`;
  });
}

it('are the 249 of ISO 3166', async () => {
  expect(COUNTRIES).toHaveLength(249);
  const { countries } = await dataOf(test.database, '{ countries { totalCount } }');
  expect(countries.totalCount).toBe(249);
});

describe.each(COUNTRIES.map((country) => [country.name.common, country] as const))('%s', (_, country) => {
  const { name, translations, cca2, cca3 } = country;

  it('answers to its codes and to its English, French and Russian names, also as a party', async () => {
    const refs = [
      cca2,
      cca2.toLowerCase(),
      cca3,
      cca3.toLowerCase(),
      name.common,
      name.common.toUpperCase(),
      name.common.normalize('NFD').replace(/[\u0300-\u036f]/g, ''),
      translations['rus']?.common as string,
      // The package calls Sint Maarten in French as Saint Martin.
      ...(cca2 === 'SX' ? ['Saint-Martin (partie néerlandaise)'] : [translations['fra']?.common as string]),
    ];
    expect(await meanings(refs)).toEqual(refs.map(() => cca2));
  });
});

it('each answer to every usual name in any of their languages', async () => {
  interface Named {
    readonly code: string;
    readonly names: readonly { readonly text: string; readonly kind: string }[];
  }
  for (const { code, names } of await allNodes<Named>(test.database, 'countries', 'code names { text kind }')) {
    const refs = names.filter(({ kind }) => kind === 'PRIMARY').map(({ text }) => text);
    expect(await meanings(refs)).toEqual(refs.map(() => code));
  }
}, 60_000);

it.each([
  ['United States', 'USA', 'U.S.', 'U.S.A.', 'America', 'États-Unis', "les etats unis d'amerique", 'США', 'Америка'],
  ['United Kingdom', 'UK', 'Britain', 'Great Britain', 'Royaume-Uni', 'Великобритания', 'Британия'],
  ['Russia', 'Russian Federation', 'Fédération de Russie', 'РФ', 'Российская Федерация', 'Rossiya', 'Rusia', 'روسيا'],
  ['DR Congo', 'DRC', 'RDC', 'RD Congo', 'Congo-Kinshasa', 'ДРК', 'Zaïre', 'République démocratique du Congo'],
  ['Republic of the Congo', 'Congo', 'Congo-Brazzaville'],
  ['Central African Republic', 'CAR', 'RCA', 'Centrafrique', 'ЦАР'],
  ['Ivory Coast', "Cote d'Ivoire", 'COTE D IVOIRE', 'Côte d’Ivoire', 'RCI', 'Кот-д’Ивуар'],
  ['Burkina Faso', 'Haute-Volta', 'Upper Volta', 'Буркина-Фасо'],
  ['United Arab Emirates', 'UAE', 'EAU', 'Émirats arabes unis', 'ОАЭ'],
  ['Turkey', 'Türkiye', 'Turkiye', 'Turquie', 'Турция'],
  ['China', 'PRC', 'RPC', 'КНР', '中国'],
  ['South Korea', 'Republic of Korea', 'Corée du Sud', 'Республика Корея'],
  ['Vatican City', 'Vatican', 'Holy See', 'Saint-Siège', 'Ватикан'],
  ['Guinea', 'Guinée', 'Guinée-Conakry', 'Гвинея'],
  ['Cape Verde', 'Cabo Verde', 'Cap-Vert', 'Îles du Cap-Vert'],
  ['Eswatini', 'Swaziland', 'Свазиленд'],
  ['Belarus', 'Biélorussie', 'Беларусь', 'Белоруссия', 'Belarus’'],
  ['Netherlands', 'Holland', 'Hollande', 'Pays-Bas', 'Голландия'],
  ['Czechia', 'Czech Republic', 'République tchèque', 'Чехия'],
  ['Mauritius', 'Maurice', 'Île Maurice'],
])('%s answers to other words in use too', async (...refs) => {
  const [code, ...others] = await meanings(refs);
  expect(code).toMatch(/^[A-Z]{2}$/);
  expect(others).toEqual(others.map(() => code));
});

it.each([
  ['Rusia Federation', 'russia'],
  ['Russsia', 'russia'],
  ['Aussia', 'russia'],
  ['Росия', 'russia'],
  ['Mlai', 'mali'],
  ['ali', 'mali'],
  ['Bukina Faso', 'burkina-faso'],
  ['Frnace', 'france'],
  ['Untied States', 'united-states'],
  ['Cote Ivoire', 'ivory-coast'],
  ['Allemange', 'germany'],
])('%s is nearly a name', async (ref, slug) => {
  const { extensions } = await errorOf(
    test.database,
    'query ($ref: Ref!) { agreements(filter: { party: $ref }) { totalCount } }',
    { variables: { ref } },
  );
  expect(extensions['code']).toBe('REFERENCE_NOT_FOUND');
  const near = (extensions['near'] as { slug: string }[]).map((each) => each.slug);
  expect(near.slice(0, 3)).toContain(slug);
});
