import {
  AgreementPartyDraft,
  CommodityTermDraft,
  MoneyAmountDraft,
  QuantityDraft,
} from '../agreement/agreement.draft.js';
import { CommodityCodeDraft } from '../commodity/commodity.draft.js';
import { MeetingAgreementDraft, ParticipationDraft } from '../meeting/meeting.draft.js';
import { TenureDraft } from '../person/person.draft.js';
import type { RecordType } from '../record/record.enums.js';
import { type DraftField, draftFields } from '../write/draft.js';
import { LocalText, NameDraft, ReceiptsDraft, type RecordDraft } from '../write/receipts.draft.js';
import type { RecordRows, StoredRow } from './rows.js';
import { writerOf } from './writers.js';

/** Lists of a draft whose items have rows of their own, by type and property. */
const LINKS: {
  readonly [Type in RecordType]?: Readonly<Record<string, { readonly table: string; readonly part: new () => object }>>;
} = {
  AGREEMENT: {
    parties: { table: 'agreement_party', part: AgreementPartyDraft },
    terms: { table: 'commodity_term', part: CommodityTermDraft },
    amounts: { table: 'money_amount', part: MoneyAmountDraft },
  },
  PERSON: { tenures: { table: 'tenure', part: TenureDraft } },
  COMMODITY: { codes: { table: 'commodity_code', part: CommodityCodeDraft } },
  MEETING: { agreements: { table: 'agreement_meeting', part: MeetingAgreementDraft } },
};

export interface Naming {
  /** How the draft is to name a record. */
  ref(id: number): string;
  /** How it is to name a link that is written as such a draft, if at all. */
  link(id: number, part: new () => object): string | undefined;
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const textsOf = (json: unknown): LocalText[] | undefined =>
  typeof json === 'string'
    ? Object.entries(JSON.parse(json) as Record<string, string>).map(([lang, text]) =>
        Object.assign(new LocalText(), { lang, text }),
      )
    : undefined;

/** What a draft has of its receipts and of identity is not in the row. */
const ELSEWHERE = ['slug', 'names', 'id', ...draftFields(ReceiptsDraft.prototype).keys()];

function quantityOf(row: StoredRow): QuantityDraft | undefined {
  if (row['bound'] === null) return undefined;
  return filled(QuantityDraft, {
    min: row['quantity_min'],
    max: row['quantity_max'],
    bound: row['bound'],
    unit: row['unit'],
    per: row['per'],
    raw: row['raw'],
  });
}

function filled<Draft extends object>(Class: new () => Draft, values: Readonly<Record<string, unknown>>): Draft {
  const given = Object.entries(values).filter(([, value]) => value !== null && value !== undefined);
  return Object.assign(new Class(), Object.fromEntries(given));
}

function fieldOf(key: string, { part, list, refers }: DraftField, row: StoredRow, naming: Naming): unknown {
  if (refers) {
    const id = row[`${snake(key)}_id`];
    return typeof id === 'number' ? naming.ref(id) : undefined;
  }
  const Part = part?.();
  if (Part === LocalText) return textsOf(row[snake(key)]);
  if (Part === QuantityDraft) return quantityOf(row);
  const value = row[snake(key)];
  return list && typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

/** The fields of a row as those of a draft. */
export function partOf<Draft extends object>(Class: new () => Draft, row: StoredRow, naming: Naming): Draft {
  const fields = [...draftFields(Class.prototype as object)].filter(([key]) => !ELSEWHERE.includes(key));
  const draft = filled(
    Class,
    Object.fromEntries(fields.map(([key, field]) => [key, fieldOf(key, field, row, naming)])),
  );
  const link = typeof row['id'] === 'number' ? naming.link(row['id'], Class) : undefined;
  return link === undefined ? draft : Object.assign(draft, { id: link });
}

const nameOf = (row: StoredRow): NameDraft =>
  filled(NameDraft, { text: row['text'], lang: row['lang'], kind: row['kind'] });

/** What a record says, as it would be written: without its receipts, which stand in its claims. */
export function draftOf(record: RecordRows, naming: Naming): RecordDraft {
  const { type, slug, own, names, owned } = record;
  const Class = writerOf(type).draft as new () => RecordDraft;
  const draft = Object.assign(partOf(Class, { ...own, id: null }, naming), { slug, names: names.map(nameOf) });
  for (const [property, { table, part }] of Object.entries(LINKS[type] ?? {}))
    Object.assign(draft, { [property]: (owned.get(table) ?? []).map((row) => partOf(part, row, naming)) });
  if (type === 'MEETING') Object.assign(draft, seatsOf(record, naming));
  return draft;
}

/** Who took part stands with the delegation that they belong to. */
function seatsOf({ owned, delegations }: RecordRows, naming: Naming) {
  const seats = owned.get('participation') ?? [];
  const of = (delegation: number | null) =>
    seats.filter((row) => row['delegation_id'] === delegation).map((row) => partOf(ParticipationDraft, row, naming));
  return {
    participations: of(null),
    delegations: delegations.map((each) => Object.assign(draftOf(each, naming), { members: of(each.id) })),
  };
}

/** Everybody who took part, with the delegation that they belong to: for a meeting whose delegations are told elsewhere. */
export const seatsAlone = ({ owned }: RecordRows, naming: Naming): object[] =>
  (owned.get('participation') ?? []).map((row) => {
    const { delegation_id: delegation } = row;
    const seat = partOf(ParticipationDraft, row, naming);
    return typeof delegation === 'number' ? Object.assign(seat, { delegation: naming.ref(delegation) }) : seat;
  });
