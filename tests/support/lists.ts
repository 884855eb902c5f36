import type { Database } from '../../src/database/database.js';
import { type Asking, dataOf, errorOf } from './ask.js';
import type { Facts } from './facts.js';

/** Mali and Russia, each a country with its State. */
export const TWO_STATES = {
  countries: [
    { slug: 'mali', code: 'ML', alpha3: 'MLI' },
    { slug: 'russia', code: 'RU', alpha3: 'RUS' },
  ],
  organizations: [
    { slug: 'mali', kind: 'STATE', country: 'ML' },
    { slug: 'russia', kind: 'STATE', country: 'RU' },
  ],
} as const satisfies Facts;

const withArguments = (field: string, given: string) => (given ? `${field}(${given})` : field);

/** The slugs of one page of a list of Query, in its order; terms go by the slug of their commodity. */
export async function slugsOf(database: Database, field: string, given = '', asking: Asking = {}): Promise<string[]> {
  const node = field === 'commodityTerms' ? 'commodity { slug }' : 'slug';
  const { list } = await dataOf(database, `{ list: ${withArguments(field, given)} { nodes { ${node} } } }`, asking);
  return list.nodes.map((each: { slug?: string; commodity?: { slug: string } }) => each.slug ?? each.commodity?.slug);
}

/** The same for a filter in its GraphQL notation. */
export const filtered = (database: Database, field: string, filter: string): Promise<string[]> =>
  slugsOf(database, field, `first: 100, filter: ${filter}`);

/** Code, message and argument of the error with which a list of Query refuses its arguments. */
export async function refusalOf(database: Database, field: string, given: string) {
  const { message, extensions } = await errorOf(database, `{ list: ${withArguments(field, given)} { totalCount } }`);
  return { message, code: extensions['code'], argument: extensions['argument'] };
}
