import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { meetingsIn, meetingsOut, recountEncounters } from '../encounter/kept-encounters.service.js';
import { recountTies, type Tying, tiesIn, tiesOut } from '../person/kept-countries.service.js';
import { idsOf, type Written } from './batch.js';
import type { Change } from './record-rows.js';
import { countIn, countOut, recountCounts } from './related-counts.js';

/** What is kept beside the facts is changed by what a write takes away and brings: it costs what is written, however much there is. */
export interface Keeping {
  /** Comes before anything is taken away. */
  out(): Promise<void>;
  /** Comes when everything is written. */
  in(): Promise<void>;
}

export async function keeping(
  tx: Transaction,
  written: readonly Written[],
  changes: readonly Change[],
): Promise<Keeping> {
  const updated = written.filter(({ action }) => action === 'updated');
  const organizations = await movedOrganizations(tx, changes);
  const tying = (items: readonly Written[]): Tying => ({
    people: idsOf(items, 'PERSON'),
    meetings: idsOf(items, 'MEETING'),
    organizations,
  });
  return {
    async out() {
      const meetings = idsOf(updated, 'MEETING');
      await countOut(tx, updated);
      if (meetings.length > 0) await meetingsOut(tx, meetings);
      await tiesOut(tx, tying(updated));
    },
    async in() {
      const meetings = idsOf(written, 'MEETING');
      await countIn(tx, written);
      if (meetings.length > 0) await meetingsIn(tx, meetings);
      await tiesIn(tx, tying(written));
    },
  };
}

/** Organizations that are to belong to another country than they do. */
async function movedOrganizations(tx: Transaction, changes: readonly Change[]): Promise<number[]> {
  const wanted = new Map(changes.flatMap(({ table, id, row }) => (table === 'organization' ? [[id, row]] : [])));
  if (wanted.size === 0) return [];
  const rows = await tx.rows<{ id: number; countryId: number | null }>(
    { id: 'o.id', countryId: 'o.country_id' },
    sql`FROM organization o WHERE ${sql.in(sql`o.id`, [...wanted.keys()])}`,
  );
  return rows.filter(({ id, countryId }) => wanted.get(id)?.['country_id'] !== countryId).map(({ id }) => id);
}

/** Everything that is kept beside the facts, worked out anew for a database whose rows came past the write path. */
export const recountAll: readonly Sql[] = [...recountCounts, ...recountEncounters, ...recountTies];
