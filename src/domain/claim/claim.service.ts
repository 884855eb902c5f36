import { sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { nestedList } from '../paging/list.js';
import type { Claim } from './claim.entity.js';
import type { ClaimArgs } from './claim.input.js';
import { claims } from './claim.loaders.js';

const NESTED = {
  record: { name: 'record.claims', source: claims, condition: sql`t.subject_id = parent.value AND t.link_id IS NULL` },
  link: { name: 'link.claims', source: claims, condition: sql`t.link_id = parent.value` },
  source: {
    name: 'source.claims',
    source: claims,
    condition: sql`t.id IN (SELECT e.claim_id FROM evidence e WHERE e.source_id = parent.value)`,
  },
};

/** The claims on a record itself, on one link, or those that a source makes, in the order in which they were recorded. */
export const claimsOf = (
  context: Context,
  parent: keyof typeof NESTED,
  id: number,
  args: ClaimArgs,
): Connection<Claim> => {
  const { property } = args;
  const filter = () => (property == null ? null : sql`t.property = ${property}`);
  return nestedList(context, NESTED[parent], id, { page: args }, filter);
};
