import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { InputError, quoted } from '../../errors.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { AgreementPartyDraft, CommodityTermDraft, MoneyAmountDraft } from '../agreement/agreement.draft.js';
import { writerOf } from '../document/writers.js';
import { ParticipationDraft } from '../meeting/meeting.draft.js';
import { TenureDraft } from '../person/person.draft.js';
import { refuseWhatWaits } from '../proposal/waiting.js';
import { NODE_TYPES, type NodeType } from '../record/record.entity.js';
import { RecordType } from '../record/record.enums.js';

type Class = new () => object;

/** Where links stand, in a row of a table that names the record, and what they are written as. */
const LINKS: { readonly [Type in NodeType]?: { readonly join: Sql; readonly draft: Class } } = {
  TENURE: { join: sql`tenure t ON t.person_id = r.id`, draft: TenureDraft },
  PARTICIPATION: { join: sql`participation t ON t.meeting_id = r.id`, draft: ParticipationDraft },
  PARTY: { join: sql`agreement_party t ON t.agreement_id = r.id`, draft: AgreementPartyDraft },
  TERM: { join: sql`commodity_term t ON t.agreement_id = r.id`, draft: CommodityTermDraft },
  AMOUNT: { join: sql`money_amount t ON t.agreement_id = r.id`, draft: MoneyAmountDraft },
};

/** A record, or a link of it, and the record that it is edited with: a delegation is part of its meeting. */
export interface Subject {
  /** Of the record that it is edited with. */
  readonly type: RecordType;
  readonly id: number;
  readonly subject: number;
  readonly link: number | null;
  /** What it is written as. */
  readonly draft: Class;
}

export interface Entry {
  readonly id: number;
  readonly type: RecordType;
}

/** The record that another is edited with. */
export async function rootOf(tx: Transaction, { id, type }: Entry): Promise<Entry> {
  if (type !== 'DELEGATION') return { id, type };
  const [row] = await tx.rows<{ meeting: number }>(
    { meeting: 'd.meeting_id' },
    sql`FROM delegation d WHERE d.id = ${id}`,
  );
  return { id: row?.meeting as number, type: 'MEETING' };
}

/** What an id means that somebody gives as the subject of a claim. @throws InputError where it is none. */
export async function subjectOf(tx: Transaction, given: string): Promise<Subject> {
  const node = readGlobalId(given);
  const type = (Object.keys(NODE_TYPES) as NodeType[]).find((each) => NODE_TYPES[each] === node?.typeName);
  const isRecord = type !== undefined && type in RecordType;
  const link = type && LINKS[type];
  const [found] =
    node && (isRecord || link)
      ? await tx.rows<Entry>(
          { id: 'r.id', type: 'r.type' },
          link
            ? sql`FROM registry r JOIN ${link.join} WHERE t.id = ${node.id}`
            : sql`FROM registry r WHERE r.type = ${type as string}
                AND (r.id = ${node.id} OR r.id = (SELECT a.record_id FROM record_alias a WHERE a.id = ${node.id}))`,
        )
      : [];
  if (!found || !node) {
    if (type) await refuseWhatWaits(tx, given, [type], 'input.subject');
    throw new InputError(`input.subject: ${quoted(given)} is not the id of a record or of a link of one.`, {
      argument: 'input.subject',
    });
  }
  const root = await rootOf(tx, found);
  const draft = link?.draft ?? (writerOf(found.type).draft as Class);
  return { ...root, subject: found.id, link: isRecord ? null : node.id, draft };
}
