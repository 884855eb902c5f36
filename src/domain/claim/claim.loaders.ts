import { sql } from '../../database/sql.js';
import type { Loader } from '../context.js';
import type { ListSource } from '../paging/list.js';
import { sortByEntry } from '../paging/order.js';
import { linkSource, readAlong, rowById, rowsByParent } from '../record/record.loaders.js';
import type { Source } from '../source/source.entity.js';
import { sources } from '../source/source.loaders.js';
import type { Claim } from './claim.entity.js';
import type { Evidence } from './evidence.entity.js';

export const claims: ListSource<Claim> = {
  name: 'claim',
  ...linkSource<Claim>('CLAIM', 'claim', {
    subjectId: 't.subject_id',
    linkType: 't.link_type',
    linkId: 't.link_id',
    property: 't.property',
    value: 't.value',
    status: 't.status',
    modality: 't.modality',
    attributedToId: 't.attributed_to_id',
    recordedAt: 't.recorded_at',
    recordedBy: 't.recorded_by',
    retractedAt: 't.retracted_at',
  }),
  sort: sortByEntry,
};

export const claimById = rowById(claims);

const alongSource = readAlong(sources, sources.byId, { column: 't.source_id', table: 'source' });

export const evidenceOfClaim = rowsByParent<Evidence, Source>(
  linkSource<Evidence>('CLAIM', 'evidence', {
    claimId: 't.claim_id',
    sourceId: 't.source_id',
    stance: 't.stance',
    paragraph: 't.paragraph',
    start: 't.char_start',
    end: 't.char_end',
    quote: 't.quote',
    quoteHash: 't.quote_hash',
    fileHash: 't.file_hash',
    locator: 't.locator',
    note: 't.note',
  }),
  { key: 'claimId', column: 't.claim_id' },
  't.claim_id, t.id',
  alongSource,
);

/** The sources of live claims, by the record or link that they are on, in the order in which they were first cited. */
const sourceIds = (owner: 'c.subject_id' | 'c.link_id'): Loader<number, readonly number[]> => ({
  async batch(ids, { database }) {
    const rows = await database.rows<{ owner: number; sourceId: number }>(
      { owner, sourceId: 'e.source_id' },
      sql`FROM claim c JOIN evidence e ON e.claim_id = c.id WHERE c.retracted_at IS NULL AND ${sql.in(sql.raw(owner), ids)}
        GROUP BY ${sql.raw(owner)}, e.source_id ORDER BY MIN(e.id)`,
    );
    const cited = new Map<number, number[]>(ids.map((id) => [id, []]));
    for (const row of rows) cited.get(row.owner)?.push(row.sourceId);
    return ids.map((id) => cited.get(id) ?? []);
  },
});

/** Claims on a record and on its own links. */
export const sourceIdsOfRecord = sourceIds('c.subject_id');
export const sourceIdsOfLink = sourceIds('c.link_id');

/** Whether any live claim on a record or on its own links is disputed. */
export const conflictOfRecord: Loader<number, boolean> = {
  async batch(ids, { database }) {
    const rows = await database.rows<{ id: number }>(
      { id: 'DISTINCT c.subject_id' },
      sql`FROM claim c WHERE c.status = 'DISPUTED' AND c.retracted_at IS NULL AND ${sql.in(sql`c.subject_id`, ids)}`,
    );
    const disputed = new Set(rows.map(({ id }) => id));
    return ids.map((id) => disputed.has(id));
  },
};
