import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Problem } from '../../graphql/input.js';
import { sharedExactCodes } from '../commodity/tree.service.js';
import type { RecordType } from '../record/record.enums.js';
import { isWritten, located, type Planned } from './batch.js';
import { partsOf } from './parts.js';
import type { PropertyClaimDraft } from './receipts.draft.js';
import type { Scope } from './scope.js';

/** Records of these types stand one under another. */
const WITH_PARENT: readonly RecordType[] = ['COMMODITY', 'ORGANIZATION', 'AGREEMENT'];

const hasParent = ({ draft }: Planned) => (draft as { parent?: string }).parent !== undefined;

/** No record may be its own ancestor. */
export async function circles(tx: Transaction, type: RecordType, written: readonly Planned[]): Promise<Problem[]> {
  const below = written.filter((item) => item.writer.type === type && hasParent(item));
  const table = sql.raw(type.toLowerCase());
  const ids = below.map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await tx.rows<{ id: number }>(
    { id: 'w.id' },
    sql`FROM ${table} w WHERE ${sql.in(sql`w.id`, ids)} AND w.id IN (
      WITH RECURSIVE up(id) AS (SELECT w.parent_id UNION SELECT t.parent_id FROM up JOIN ${table} t ON t.id = up.id)
      SELECT id FROM up)`,
  );
  const own = new Set(rows.map(({ id }) => id));
  return below
    .filter(({ id }) => own.has(id))
    .map((item) => located(item, { path: 'parent', message: `makes ${item.draft.slug} its own ancestor` }));
}

/** A code is the exact one of one commodity at most; of two in one batch the later is at fault. */
async function repeatedCodes(tx: Transaction, written: readonly Planned[]): Promise<Problem[]> {
  const place = new Map(written.map((item, index) => [item.id, { item, index }]));
  const ids = written.flatMap(({ writer, id }) => (writer.type === 'COMMODITY' ? [id] : []));
  if (ids.length === 0) return [];
  const shared = await sharedExactCodes(tx, ids);
  return shared.flatMap(({ id, position, scheme, code, otherId, other }) => {
    const [own, before] = [place.get(id), place.get(otherId)];
    if (!own || (before && before.index > own.index)) return [];
    const message = `${scheme} ${code} is already the exact code of ${other}`;
    return [located(own.item, { path: `codes[${position}]`, message })];
  });
}

/** A claim on a property without a value would be lost. */
const lostClaims = (written: readonly Planned[], unclaimed: Scope['unclaimed']): Problem[] =>
  (unclaimed.size === 0 ? [] : written).flatMap((item) =>
    (item.within ? [] : partsOf(item.draft)).flatMap(({ part, path }) => {
      const known = unclaimed.get(part);
      if (!known) return [];
      const { property } = part as PropertyClaimDraft;
      const message = `there is no value of "${property}" here to claim; there is one of ${known.join(', ') || 'nothing'}`;
      return [located(item, { path, message })];
    }),
  );

/** What can only be seen when everything is written. */
export async function batchProblems(
  tx: Transaction,
  written: readonly Planned[],
  { unclaimed }: Scope,
): Promise<Problem[]> {
  const problems = [...lostClaims(written, unclaimed), ...(await repeatedCodes(tx, written))];
  for (const type of WITH_PARENT) problems.push(...(await circles(tx, type, written)));
  return problems;
}

/** A delegation stands in one meeting; another takes it over only where the first lets it go in the same batch. */
export async function takenDelegations(tx: Transaction, planned: readonly Planned[]): Promise<Problem[]> {
  const items = new Map(planned.flatMap((item) => (item.within && item.version > 0 ? [[item.id, item]] : [])));
  const rows = await tx.rows<{ id: number; meeting: number; slug: string }>(
    { id: 'd.id', meeting: 'd.meeting_id', slug: 'r.slug' },
    sql`FROM delegation d JOIN registry r ON r.id = d.meeting_id WHERE ${sql.in(sql`d.id`, [...items.keys()])}`,
  );
  const written = new Set(planned.filter(isWritten).map(({ id }) => id));
  return rows.flatMap(({ id, meeting, slug }) => {
    const item = items.get(id) as Planned;
    if (meeting === item.ownerId || !written.has(item.ownerId as number)) return [];
    if (written.has(meeting) && isWritten(item)) return [];
    return [located(item, { path: 'slug', message: `${item.draft.slug} is a delegation that stands in ${slug}` })];
  });
}
