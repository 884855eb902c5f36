import { sql } from '../../database/sql.js';
import type { Pending } from '../../graphql/execution/pending.js';
import { agreements, amountById, partyById, termById } from '../agreement/agreement.loaders.js';
import { claimById } from '../claim/claim.loaders.js';
import { commodities } from '../commodity/commodity.loaders.js';
import type { Context, Loader } from '../context.js';
import { countries } from '../country/country.loaders.js';
import { delegations } from '../delegation/delegation.loaders.js';
import { meetings, participationById } from '../meeting/meeting.loaders.js';
import { mergedInto } from '../merge/alias.loaders.js';
import { organizations } from '../organization/organization.loaders.js';
import { people, tenureById } from '../person/person.loaders.js';
import { places } from '../place/place.loaders.js';
import { sources } from '../source/source.loaders.js';
import type { Node, NodeType, RecordNode } from './record.entity.js';
import { RecordType } from './record.enums.js';

const BY_ID: { readonly [Type in NodeType]: Loader<number, Node | null> } = {
  COUNTRY: countries.byId,
  PLACE: places.byId,
  ORGANIZATION: organizations.byId,
  PERSON: people.byId,
  MEETING: meetings.byId,
  DELEGATION: delegations.byId,
  AGREEMENT: agreements.byId,
  COMMODITY: commodities.byId,
  SOURCE: sources.byId,
  TENURE: tenureById,
  PARTICIPATION: participationById,
  PARTY: partyById,
  TERM: termById,
  AMOUNT: amountById,
  CLAIM: claimById,
};

export const loadNode = (context: Context, type: NodeType, id: number): Pending<Node | null> =>
  context.load(BY_ID[type], id);

/** What has an id now: a record that was merged into another is that one. */
export async function nodeNow(context: Context, type: NodeType, id: number): Promise<Node | null> {
  const node = await loadNode(context, type, id);
  if (node || !(type in RecordType)) return node;
  const into = await context.load(mergedInto, id);
  return into === null ? null : loadNode(context, type, into);
}

/** A record of whatever type: its registry entry says which, or that of the record that it was merged into. */
export const recordById: Loader<number, RecordNode | null> = {
  async batch(ids, context) {
    const entries = await context.database.rows<{ id: number; type: RecordType }>(
      { id: 'r.id', type: 'r.type' },
      sql`FROM registry r WHERE ${sql.in(sql`r.id`, ids)}`,
    );
    const types = new Map(entries.map(({ id, type }) => [id, type]));
    return Promise.all(
      ids.map(async (id) => {
        const type = types.get(id);
        if (type) return loadNode(context, type, id) as Pending<RecordNode | null>;
        const into = await context.load(mergedInto, id);
        return into === null ? null : context.load(recordById, into);
      }),
    );
  },
};
