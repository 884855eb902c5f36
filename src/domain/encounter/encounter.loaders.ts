import { sql } from '../../database/sql.js';
import type { Loader } from '../context.js';
import type { EncounterRow } from './encounter.type.js';

/** The first and the last date, as EDTF, of the meetings of two people. */
export interface EncounterDates {
  readonly first: string | null;
  readonly last: string | null;
}

// A date goes with its bound in front, so that MIN and MAX find the text of the first and the last one.
const BOUND_DIGITS = 9;
const bounded = (bound: string) => `CAST(100000000 + ${bound} AS varchar) || m.date`;
const dateOf = (found: string) => `substr(${found}, ${BOUND_DIGITS + 1})`;
const DATES = { first: dateOf(`MIN(${bounded('m.date_from')})`), last: dateOf(`MAX(${bounded('m.date_to')})`) };

/** The two by id, who was in fewer meetings first: theirs are gone through. */
export const pairKey = ({ aId, bId, aMeetings, bMeetings }: EncounterRow): readonly [number, number] =>
  aMeetings <= bMeetings ? [aId, bId] : [bId, aId];

export const datesOfEncounter: Loader<EncounterRow, EncounterDates> = {
  keyOf: (encounter) => pairKey(encounter).join(),
  async batch(encounters, { database }) {
    const rows = await database.rowsPerKey<EncounterDates>(
      encounters.map(pairKey),
      DATES,
      sql`FROM participation p CROSS JOIN participation q CROSS JOIN meeting m
        WHERE p.actor_id = parent.value AND p.status = 'REPORTED' AND q.meeting_id = p.meeting_id AND q.actor_id = parent.other
          AND q.status = 'REPORTED' AND m.id = p.meeting_id AND m.status = 'HELD'`,
    );
    return rows.map(([dates]) => dates ?? { first: null, last: null });
  },
};
