import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { InputError, quoted } from '../../errors.js';
import { globalId } from '../../graphql/global-id.js';
import { NODE_TYPES, type NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { readRef } from '../reference/ref-matches.js';
import type { DraftRef } from '../write/parts.js';
import { type Aside, asideRows } from './proposed-rows.js';

/** A proposal on which nobody has decided. */
export interface Waiting {
  readonly id: number;
  readonly type: NodeType;
  /** Of a record; null for a link. */
  readonly slug: string | null;
  readonly root: number;
  readonly rootType: RecordType;
  /** The claim that it exists, and the record that this is on. */
  readonly claim: number;
  readonly subject: number;
}

/** The proposals (alias p) that wait and fulfil a condition. */
export const waitingOnes = (tx: Transaction, condition: Sql): Promise<Waiting[]> =>
  tx.rows<Waiting>(
    {
      id: 'p.id',
      type: 'p.type',
      slug: 'p.slug',
      root: 'p.root_id',
      rootType: 'p.root_type',
      claim: 'p.claim_id',
      subject: 'p.subject_id',
    },
    sql`FROM proposal p WHERE p.status = 'PROPOSED' AND (${condition}) ORDER BY p.id`,
  );

/** The records that wait and are meant by some Refs, by slug or id; what has such a slug already is what is meant, else. */
export async function waitingMeant(tx: Transaction, refs: readonly DraftRef[]): Promise<Waiting[]> {
  const readings = refs.map(({ ref }) => readRef(ref));
  const slugs = readings.map(({ slug }) => slug);
  const ids = readings.flatMap((each) => each.globalId?.id ?? []);
  const found = await waitingOnes(
    tx,
    sql`p.id = p.root_id AND (${sql.in(sql`p.id`, ids)} OR (${sql.in(sql`p.slug`, slugs)}
      AND NOT EXISTS (SELECT 1 FROM registry r WHERE r.type = p.type AND r.slug = p.slug)))`,
  );
  return found.filter((each) => refs.some((ref) => isMeant(each, ref)));
}

export function isMeant({ id, type, slug }: Waiting, { ref, types }: DraftRef): boolean {
  const reading = readRef(ref);
  return (types as readonly NodeType[]).includes(type) && (reading.slug === slug || reading.globalId?.id === id);
}

/** @throws InputError where something that waits, or is part of it, has this slug or id: nothing more can be said of it yet. */
export async function refuseWhatWaits(
  tx: Transaction,
  ref: string,
  types: readonly NodeType[],
  argument: string,
): Promise<void> {
  const { slug, globalId } = readRef(ref);
  const [found] = await waitingOnes(
    tx,
    sql`(p.slug = ${slug} AND ${sql.in(sql`p.type`, types)})
      OR p.id IN (SELECT w.proposal_id FROM proposed w WHERE w.row_id = ${globalId?.id ?? 0})`,
  );
  if (!found) return;
  throw new InputError(
    `${argument}: ${quoted(ref)} is or belongs to what was proposed as ${named(found)} and waits to be accepted: more can be said of it once an editor has accepted that claim with resolveClaim.`,
    { argument },
  );
}

/** A proposal with its rows, and the others without which it cannot be. */
export interface Whole {
  readonly proposal: Waiting;
  readonly rows: readonly Aside[];
  readonly needs: readonly number[];
}

/** How a proposal is called in messages. */
export const named = ({ type, slug, claim }: Waiting): string =>
  `${NODE_TYPES[type]} ${slug ?? ''}`.trim().concat(` (claim ${globalId('Claim', claim)})`);

const idsIn = (rows: readonly Aside[]): number[] => [
  ...new Set(
    rows.flatMap(({ data }) =>
      Object.entries(JSON.parse(data) as object).flatMap(([column, value]) =>
        column.endsWith('_id') && typeof value === 'number' ? [value] : [],
      ),
    ),
  ),
];

/** What was merged since is the record that it was merged into. */
async function moved(tx: Transaction, rows: readonly Aside[]): Promise<Aside[]> {
  const aliases = await tx.rows<{ id: number; into: number }>(
    { id: 'a.id', into: 'a.record_id' },
    sql`FROM record_alias a WHERE ${sql.in(sql`a.id`, [...idsIn(rows), ...rows.map(({ owner }) => owner)])}`,
  );
  if (aliases.length === 0) return [...rows];
  const into = new Map(aliases.map((alias) => [alias.id, alias.into]));
  return rows.map((each) => {
    const columns = Object.entries(JSON.parse(each.data) as object).map(([column, value]) => [
      column,
      column.endsWith('_id') ? (into.get(value) ?? value) : value,
    ]);
    return { ...each, owner: into.get(each.owner) ?? each.owner, data: JSON.stringify(Object.fromEntries(columns)) };
  });
}

/** Proposals, and all those that they need, those that these need, and so on; by id. @throws InputError where one names what is not there any more. */
export async function wholeOnes(tx: Transaction, proposals: readonly Waiting[]): Promise<Map<number, Whole>> {
  const all = new Map<number, Whole>();
  for (let next = proposals; next.length > 0; ) {
    const found = await asideRows(
      tx,
      sql.in(
        sql`w.proposal_id`,
        next.map(({ id }) => id),
      ),
    );
    const rows = await moved(tx, found);
    const waiting = await waitingOnes(tx, sql`p.id = p.root_id AND ${sql.in(sql`p.id`, idsIn(rows))}`);
    await requireThere(tx, rows, waiting);
    for (const proposal of next) {
      const own = rows.filter((row) => row.proposal === proposal.id);
      const ids = new Set(idsIn(own));
      const needs = waiting.map(({ id }) => id).filter((id) => id !== proposal.id && ids.has(id));
      all.set(proposal.id, { proposal, rows: own, needs });
    }
    next = waiting.filter(({ id }) => !all.has(id));
  }
  return all;
}

async function requireThere(tx: Transaction, rows: readonly Aside[], waiting: readonly Waiting[]): Promise<void> {
  const known = new Set([...rows.map(({ row }) => row), ...waiting.map(({ id }) => id)]);
  const others = idsIn(rows).filter((id) => !known.has(id));
  const there = await tx.rows<{ id: number }>({ id: 'r.id' }, sql`FROM registry r WHERE ${sql.in(sql`r.id`, others)}`);
  if (there.length < others.length)
    throw new InputError('input.claim: the proposal names a record that is not there any more: refute it.', {
      argument: 'input.claim',
    });
}

/**
 * What is accepted with a proposal: itself, and those that need it as it needs them.
 * @throws InputError with the others that it needs, which have to be accepted first.
 */
export function acceptedTogether(all: ReadonlyMap<number, Whole>, proposal: number): Whole[] {
  const reach = (from: number): Set<number> => {
    const seen = new Set([from]);
    for (const id of seen) for (const need of all.get(id)?.needs ?? []) seen.add(need);
    return seen;
  };
  const group = [...reach(proposal)].filter((id) => reach(id).has(proposal));
  const first = group.flatMap((id) => (all.get(id)?.needs ?? []).filter((need) => !group.includes(need)));
  if (first.length > 0) {
    const names = [...new Set(first)].map((id) => named((all.get(id) as Whole).proposal));
    throw new InputError(`input.claim: the proposal names what waits itself: accept ${names.join(', ')} first.`, {
      argument: 'input.claim',
    });
  }
  return group.map((id) => all.get(id) as Whole);
}
