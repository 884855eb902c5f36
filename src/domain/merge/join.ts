import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordRows } from '../document/rows.js';
import { MANY } from '../edit/claim-book.js';
import type { Editing } from '../edit/edit.service.js';
import type { Opened } from '../edit/opened.js';
import { isWhole } from '../edit/typed-value.js';
import { draftFields } from '../write/draft.js';
import { NameDraft, ReceiptsDraft, type RecordDraft } from '../write/receipts.draft.js';
import { grouped } from '../write/same-links.js';
import { sameThings } from './same-things.js';

/** Tables with the links of records, which go over one by one, and by which column they belong to theirs. */
const LINKS = [
  ['tenure', 'person_id'],
  ['participation', 'meeting_id'],
  ['agreement_party', 'agreement_id'],
  ['commodity_term', 'agreement_id'],
  ['money_amount', 'agreement_id'],
] as const;

/** What went over from one record to another. */
export interface Joined {
  /** The claims, which are on the other one now. */
  readonly claims: readonly number[];
  /** The links that both had, by the id that is gone. */
  readonly links: ReadonlyMap<number, number>;
}

/** Values that their text does not say whole are noted with their claims: the row that has them goes. Gives these claims; with `only`, of one link. */
export async function noteWhole(
  tx: Transaction,
  { before }: Pick<Opened, 'before'>,
  subject: number,
  only?: number,
): Promise<number[]> {
  const noted: number[] = [];
  for (const { draft, link, values } of before.values()) {
    if (only !== undefined && link?.id !== only) continue;
    for (const [property, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
      const value = (draft as Readonly<Record<string, unknown>>)[property];
      if (!isWhole(field) || value === undefined || values[property] == null) continue;
      const claims = await tx.rows<{ id: number }>(
        { id: 'c.id' },
        sql`FROM claim c WHERE c.subject_id = ${subject}
          AND ${link ? sql`c.link_id = ${link.id}` : sql`c.link_id IS NULL`} AND c.property = ${property}
          AND c.value = ${String(values[property])} AND c.data IS NULL`,
      );
      await tx.run(sql`UPDATE claim SET data = ${JSON.stringify(value)} WHERE ${sql.in(sql`id`, idsOf(claims))}`);
      noted.push(...idsOf(claims));
    }
  }
  return noted;
}

const idsOf = (rows: readonly { readonly id: number }[]) => rows.map(({ id }) => id);

/** Hands the claims, links and names of a record to another of its type: what both have is one from now on. */
export async function join(tx: Transaction, from: RecordRows, into: RecordRows, opened: Opened): Promise<Joined> {
  await noteWhole(tx, opened, from.id);
  const links = new Map<number, number>();
  for (const [table, owner] of LINKS) {
    const pairs = sameThings(from, into, table);
    for (const [row, same] of pairs) {
      links.set(row['id'] as number, same['id'] as number);
      await tx.run(sql`UPDATE claim SET link_id = ${same['id'] as number} WHERE link_id = ${row['id'] as number}`);
    }
    const moving = (from.owned.get(table) ?? []).filter((row) => !pairs.has(row));
    if (moving.length === 0) continue;
    const behind = Math.max(-1, ...(into.owned.get(table) ?? []).map((row) => Number(row['position']))) + 1;
    await tx.run(sql`UPDATE ${sql.raw(table)} SET ${sql.raw(owner)} = ${into.id}, position = position + ${behind}
      WHERE ${sql.in(
        sql`id`,
        moving.map((row) => row['id'] as number),
      )}`);
  }
  await tx.run(sql`UPDATE agreement_meeting SET meeting_id = ${into.id} WHERE meeting_id = ${from.id}
    AND agreement_id NOT IN (SELECT l.agreement_id FROM agreement_meeting l WHERE l.meeting_id = ${into.id})`);
  const claims = await tx.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM claim c WHERE c.subject_id = ${from.id} ORDER BY c.id`,
  );
  await tx.run(sql`UPDATE claim SET subject_id = ${into.id} WHERE subject_id = ${from.id}`);
  return { claims: idsOf(claims), links };
}

/** The usual name of a language is one: that of the record which stays. */
function addNames(draft: RecordDraft, names: readonly NameDraft[]): void {
  const known = draft.names ?? [];
  const usual = new Set(known.flatMap(({ kind, lang }) => (kind === 'PRIMARY' ? [lang] : [])));
  const fresh = names.filter(({ text, lang }) => !known.some((name) => name.text === text && name.lang === lang));
  draft.names = [
    ...known,
    ...fresh.map((name) =>
      Object.assign(new NameDraft(), name, name.kind === 'PRIMARY' && usual.has(name.lang) ? { kind: 'ALIAS' } : {}),
    ),
  ];
}

/** Fills in what only the other one says. */
function fillGaps(target: object, source: object): void {
  const [own, other] = [target as Record<string, unknown>, source as Readonly<Record<string, unknown>>];
  for (const [key, field] of draftFields(Object.getPrototypeOf(target) as object)) {
    const isLink = field.part !== undefined && field.part().prototype instanceof ReceiptsDraft;
    if (isLink || key === 'slug' || key === 'names') continue;
    const isEmpty = own[key] === undefined || (Array.isArray(own[key]) && own[key].length === 0);
    if (isEmpty && other[key] !== undefined) own[key] = other[key];
  }
}

/** What the record that stays says when it has the claims of the other one as well: where they contradict each other, what it said before. */
export async function reconcile(
  tx: Transaction,
  editing: Editing,
  { draft, links }: Pick<Opened, 'draft' | 'links'>,
  joined: Joined,
): Promise<void> {
  addNames(editing.draft, draft.names ?? []);
  fillGaps(editing.draft, draft);
  for (const [part, id] of links) {
    const same = joined.links.get(id);
    const target = same === undefined ? undefined : editing.part(editing.record.id, same);
    if (target) fillGaps(target, part);
  }
  const moved = new Set(joined.claims);
  // Among the claims of one record nothing is new.
  const matters = grouped(editing.claims, ({ link, property }) => `${link} ${property}`);
  for (const claims of matters.values()) {
    const claim = claims.find(({ id }) => moved.has(id));
    if (!claim || claims.every(({ id }) => moved.has(id)) || MANY.includes(claim.property ?? '')) continue;
    const target = editing.part(claim.subject, claim.link);
    if (target) await editing.decisions.reconsider(tx, claim, target, 'input.into');
  }
}
