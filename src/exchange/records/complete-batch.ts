import { sql } from '../../database/sql.js';
import { rowsOfRecords } from '../../domain/document/rows.js';
import type { NodeType } from '../../domain/record/record.entity.js';
import { located, type Planned } from '../../domain/write/batch.js';
import { circles } from '../../domain/write/batch-problems.js';
import { type DraftRef, inside, refsOf } from '../../domain/write/parts.js';
import { countClaimsIn } from '../../domain/write/related-counts.js';
import { Rows } from '../../domain/write/rows.js';
import type { ClaimOwner, Target } from '../../domain/write/scope.js';
import { LATE_PARENTS, type Loading, nameOf } from './enter-batch.js';
import { recordsNamed, unknownRefs } from './known.js';
import { draftWithLinks, readGoneLink } from './links.js';
import { LoadScope } from './load-scope.js';
import type { ParsedClaim, ParsedLine, ParsedRecord } from './parse-line.js';
import { longName } from './plain.js';

/** A new record with its id. */
interface Made {
  readonly record: ParsedRecord;
  readonly id: number;
}

/** Adds to the records of a batch that are new what can name any other: their claims, and their parents. */
export async function completeBatch(loading: Loading, batch: readonly ParsedLine[]): Promise<void> {
  const { tx, problems, newFrom, moment } = loading;
  const known = await recordsNamed(
    tx,
    batch.flatMap(({ records }) => records.map(nameOf)),
  );
  const made = batch.flatMap(({ records }) =>
    records.flatMap((record): Made[] => {
      const { id } = known.get(nameOf(record)) as Target;
      return id < newFrom ? [] : [{ record, id }];
    }),
  );
  if (made.length === 0) return;
  const refs = made.flatMap(({ record }) => lateRefs(record).map((ref) => ({ record, ref })));
  const targets = await recordsNamed(
    tx,
    refs.map(({ ref: { types, ref } }) => longName(types, ref)),
  );
  for (const { record, ref } of refs)
    problems.push(...unknownRefs([ref], targets, 'in this file').map((problem) => located(record.item, problem)));
  if (problems.length > 0) return;
  await fillParents(loading, made, targets);
  const rows = new Rows(await tx.reserveIds(0));
  const scope = new LoadScope(rows, targets, moment);
  const links = await linksOf(loading, made);
  for (const { record, id } of made) {
    const ownerOf = owners(id, links.get(id) ?? new Map(), rows);
    for (const claim of record.claims) scope.load(ownerOf(claim), claim);
  }
  await rows.insertInto(tx);
  const ids = made.map(({ id }) => id);
  await countClaimsIn(tx, ids);
  // The change that entered a record is about the claims that came with it.
  await tx.run(sql`UPDATE change SET claim_ids = ${CLAIMS} WHERE ${sql.in(sql`id`, ids)}`);
}

const CLAIMS = sql.choose(
  sql`(SELECT json_group_array(c.id) FROM (SELECT id FROM claim WHERE subject_id = change.record_id ORDER BY id) c)`,
  sql`(SELECT coalesce(json_agg(c.id ORDER BY c.id), '[]')::text FROM claim c WHERE c.subject_id = change.record_id)`,
);

/** What a record names that need not stand before it. */
function lateRefs({ item: { draft, writer }, claims }: ParsedRecord): DraftRef[] {
  const { parent } = draft as { parent?: string };
  const isLate = parent !== undefined && LATE_PARENTS.some((type) => type === writer.type);
  return [
    ...(isLate ? [{ ref: parent, types: [writer.type], path: 'parent' }] : []),
    ...claims.flatMap(({ claim, path }) => refsOf(claim).map((ref) => ({ ...ref, path: inside(path, ref.path) }))),
  ];
}

async function fillParents(
  { tx, problems }: Loading,
  made: readonly Made[],
  targets: ReadonlyMap<string, Target>,
): Promise<void> {
  const type = LATE_PARENTS.find((late) => late === made[0]?.record.item.writer.type);
  if (!type) return;
  const below = made.filter(({ record }) => (record.item.draft as { parent?: string }).parent !== undefined);
  if (below.length === 0) return;
  const pairs = below.map(({ record, id }): [number, number] => {
    const { parent = '' } = record.item.draft as { parent?: string };
    return [id, (targets.get(longName([type], parent)) as Target).id];
  });
  const table = sql.raw(type.toLowerCase());
  await tx.run(sql`UPDATE ${table} SET parent_id = p.other FROM ${sql.table(pairs, 'p')} WHERE p.value = ${table}.id`);
  const planned = below.map(({ record, id }) => ({ ...record.item, id }) as unknown as Planned);
  problems.push(...(await circles(tx, type, planned)));
}

type Links = ReadonlyMap<string, { readonly id: number; readonly type: NodeType }>;

/** The links of new records by their paths. */
async function linksOf({ tx }: Loading, made: readonly Made[]): Promise<Map<number, Links>> {
  const roots = made.filter(({ record }) => !record.item.within);
  const type = roots[0]?.record.item.writer.type;
  if (!type) return new Map();
  const records = await rowsOfRecords(
    tx,
    type,
    roots.map(({ id }) => id),
  );
  return new Map(
    [...records].map(([id, record]) => [
      id,
      new Map(draftWithLinks(record, String).links.map((link) => [link.path, link])),
    ]),
  );
}

/** What the claims of a record are on. Links that are no more get ids that no row has. */
function owners(subject: number, links: Links, rows: Rows): (claim: ParsedClaim) => ClaimOwner {
  const gone = new Map<string, ClaimOwner>();
  return ({ claim: { on } }) => {
    if (on === undefined) return { subject };
    const type = readGoneLink(on);
    if (!type) return { subject, link: links.get(on) as { id: number; type: NodeType } };
    const owner = gone.get(on) ?? { subject, link: { type, id: rows.nextId() } };
    gone.set(on, owner);
    return owner;
  };
}
