import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ConflictError } from '../../errors.js';
import { rowsOf, type StoredRow } from '../document/rows.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { updateRow } from '../write/replace.js';
import type { Folded } from './fold-links.js';
import { FOLDABLE } from './foldable.js';

/** The links that are two again when a merge is undone, and the claims of those that others have changed since, which stay where they are. */
export interface Unfolding {
  readonly links: readonly Folded[];
  readonly left: ReadonlySet<number>;
}

async function linkThere(tx: Transaction, { table, into }: Folded): Promise<StoredRow | undefined> {
  const rows = await rowsOf(tx, table, 'id', [into]);
  return rows.get(into)?.[0];
}

/** Whether what the link that is gone was claimed by is there still, and not replaced by a record that was loaded anew. */
async function areThere(tx: Transaction, { into, claims }: Folded): Promise<boolean> {
  const there = await tx.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM claim c WHERE c.link_id = ${into} AND ${sql.in(sql`c.id`, claims)}`,
  );
  return there.length > 0 || claims.length === 0;
}

/**
 * Which of the links that a merge made one can be two again: those that still name the record that stayed.
 * @throws ConflictError where the record in which both stood has itself been merged since.
 */
export async function unfoldable(tx: Transaction, folded: readonly Folded[], staying: number): Promise<Unfolding> {
  const links: Folded[] = [];
  for (const each of folded) {
    const row = await linkThere(tx, each);
    if (!row) await refuseFolded(tx, each);
    if (row?.[each.column] !== staying || !(await areThere(tx, each))) continue;
    const owner = row[FOLDABLE.find(({ table }) => table === each.table)?.owner as string];
    if (owner !== each.owner) await refuseMerged(tx, each.owner);
    links.push(each);
  }
  const left = folded.filter((each) => !links.includes(each)).flatMap(({ claims }) => claims);
  return { links, left: new Set(left) };
}

/** @throws ConflictError where a link is gone because a later merge made it one with a third. */
async function refuseFolded(tx: Transaction, { into }: Folded): Promise<void> {
  const [later] = await tx.rows<{ slug: string; into: string; version: number }>(
    { slug: 'a.slug', into: 'r.slug', version: 'r.version' },
    sql`FROM record_alias a JOIN registry r ON r.id = a.record_id WHERE a.moved LIKE ${`%"gone":${into},%`}`,
  );
  if (later)
    throw new ConflictError(
      `${later.slug}, which was merged into ${later.into} since, made one more of what named both: undo that first.`,
      { version: later.version, slug: later.into },
    );
}

async function refuseMerged(tx: Transaction, owner: number): Promise<never> {
  const [merged] = await tx.rows<{ type: RecordType; slug: string; into: string; version: number }>(
    { type: 'a.type', slug: 'a.slug', into: 'r.slug', version: 'r.version' },
    sql`FROM record_alias a JOIN registry r ON r.id = a.record_id WHERE a.id = ${owner}`,
  );
  if (!merged) throw new Error(`There is no record ${owner}.`);
  const { type, slug, into, version } = merged;
  throw new ConflictError(
    `${NODE_TYPES[type]} ${slug}, which named both, has itself been merged into ${into} since: undo that first.`,
    { version, slug: into },
  );
}

/** Gives a link that is there again its claims, and takes back what the other one said only because of it. */
export async function unfold(tx: Transaction, folded: Folded): Promise<void> {
  const { table, gone, into, claims, whole, filled } = folded;
  await tx.run(sql`UPDATE claim SET link_id = ${gone} WHERE link_id = ${into} AND ${sql.in(sql`id`, claims)}`);
  await tx.run(sql`UPDATE claim SET data = NULL WHERE link_id = ${gone} AND ${sql.in(sql`id`, whole)}`);
  const said = await tx.rows<{ property: string }>(
    { property: 'DISTINCT c.property' },
    sql`FROM claim c WHERE c.link_id = ${into} AND c.property IS NOT NULL AND c.status IN ('ACCEPTED', 'DISPUTED')`,
  );
  const stays = new Set(said.map(({ property }) => property));
  const now = await linkThere(tx, folded);
  for (const { property, before, after } of [...filled].reverse())
    if (!stays.has(property) && Object.entries(after).every(([column, value]) => now?.[column] === value))
      await updateRow(tx, table, into, before);
}
