import type { Database, Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { type Moment, nextMoment } from '../change/log.service.js';
import { rowsOfRecords } from '../document/rows.js';
import { requireVersion } from '../edit/present.js';
import { type Going, takeRecordsOut } from '../edit/take-out.js';
import { affectedBy, stillNamed } from './affected.js';
import { keepRest, type Rest } from './keep-rest.js';

/** What went with a source, and what stayed. */
export interface Withdrawn {
  /** Records that only it spoke of, delegations among them; the source itself is not counted. */
  readonly recordsDeleted: number;
  /** Records that others speak of too, or name, and that it spoke of. */
  readonly recordsKept: number;
  /** Tenures, parties, terms and so on that went out of records that stay. */
  readonly linksDeleted: number;
  /** Claims that only it supported. */
  readonly claimsDeleted: number;
  /** Claims that it supported with others. */
  readonly claimsKept: number;
  readonly conflictsEnded: number;
  /** Values and names that stay without a claim, because nothing can be without them. */
  readonly valuesKept: number;
}

export interface Withdrawal {
  readonly id: number;
  readonly version: number | null;
  readonly by: string;
  readonly reason?: string | null | undefined;
}

export interface Done {
  readonly id: number;
  readonly slug: string;
  /** The first change of all: before it everything was still there. */
  readonly change: number;
  /** Claims of others that were decided anew. */
  readonly claims: readonly number[];
  readonly withdrawn: Withdrawn;
}

const countOf = async (tx: Transaction, from: ReturnType<typeof sql>): Promise<number> =>
  (await tx.rows<{ n: number }>({ n: 'COUNT(*)' }, from))[0]?.n ?? 0;

/** Claims for or against which a source is evidence, by whether another one is as well. */
const claimsBeside = (tx: Transaction, source: number): Promise<number> =>
  countOf(
    tx,
    sql`FROM claim c WHERE c.id IN (SELECT e.claim_id FROM evidence e WHERE e.source_id = ${source})
      AND EXISTS (SELECT 1 FROM evidence e WHERE e.claim_id = c.id AND e.source_id <> ${source})`,
  );

/**
 * Takes a source out with all that only it supports, in one change of the history: claims that no other source makes, the
 * values, links and records that nobody else speaks of. What others say, and what they name, stays.
 * @throws ConflictError where the source has changed since it was seen.
 */
export async function withdrawSource(tx: Transaction, { id, version, by, reason }: Withdrawal): Promise<Done> {
  const record = (await rowsOfRecords(tx, 'SOURCE', [id])).get(id);
  if (!record) throw new Error(`There is no source ${id}.`);
  await requireVersion(tx, record, { version });
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const beside = await claimsBeside(tx, id);
  const rest: Rest = { records: 0, links: 0, delegations: 0, claims: 0, ended: 0, kept: 0, decided: [] };
  const first = await tx.reserveIds(0);
  const { staying, alone } = await affectedBy(tx, id);
  await keepRest(tx, id, staying, moment, rest);
  const going = await keepNamed(tx, id, alone, moment, rest);
  const own: Going = { id, type: 'SOURCE', slug: record.slug };
  const gone = await takeRecordsOut(tx, [own, ...going], moment);
  return {
    id,
    slug: record.slug,
    change: first,
    claims: rest.decided,
    withdrawn: {
      recordsDeleted: gone.length - 1 + rest.delegations,
      recordsKept: rest.records,
      linksDeleted: rest.links,
      claimsDeleted: rest.claims + gone.reduce((sum, { claims }) => sum + claims.length, 0),
      claimsKept: beside,
      conflictsEnded: rest.ended,
      valuesKept: rest.kept,
    },
  };
}

class Foreseen extends Error {
  readonly done: Done;

  constructor(done: Done) {
    super('What was only to be foreseen is taken back.');
    this.done = done;
  }
}

/** The same work, of which nothing stays: what would go. */
export async function foreseeWithdrawal(database: Database, withdrawal: Withdrawal): Promise<Done> {
  try {
    return await database.write(async (tx) => {
      throw new Foreseen(await withdrawSource(tx, withdrawal));
    });
  } catch (error) {
    if (error instanceof Foreseen) return error.done;
    throw error;
  }
}

/** Records that others still name stay too; without what only the source says, they may name others no longer. Gives those that go. */
async function keepNamed(
  tx: Transaction,
  source: number,
  alone: readonly Going[],
  moment: Moment,
  rest: Rest,
): Promise<readonly Going[]> {
  for (let going = alone; ; ) {
    const named = await stillNamed(tx, going);
    if (named.size === 0) return going;
    await keepRest(
      tx,
      source,
      going.filter(({ id }) => named.has(id)),
      moment,
      rest,
    );
    going = going.filter(({ id }) => !named.has(id));
  }
}
