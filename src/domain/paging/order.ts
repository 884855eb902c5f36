import { type ClassType, Field, InputType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';

export const OrderDirection = { ASC: 'ASC', DESC: 'DESC' } as const;
export type OrderDirection = (typeof OrderDirection)[keyof typeof OrderDirection];
describeEnum(OrderDirection, 'OrderDirection', 'Which way a list runs.', {
  ASC: 'Smallest, earliest or first letter first.',
  DESC: 'Largest, latest or last letter first.',
});

const FIELDS = { SLUG: 'SLUG', LABEL: 'LABEL', DATE: 'DATE', RECORDED_AT: 'RECORDED_AT' } as const;

/** Orders by how many related things a record has, each with the SQL of the figure and of the record's id beside it. */
const COUNTS = {
  SOURCE_COUNT: ['r.source_count', 'r.id'],
  PARTY_COUNT: ['t.party_count', 't.id'],
  TERM_COUNT: ['t.term_count', 't.id'],
  MEETING_COUNT: ['t.meeting_count', 't.id'],
  AGREEMENT_COUNT: ['t.agreement_count', 't.id'],
  PARTICIPANT_COUNT: ['t.participant_count', 't.id'],
  DELEGATION_COUNT: ['t.delegation_count', 't.id'],
  MEMBER_COUNT: ['t.member_count', 't.id'],
  CLAIM_COUNT: ['t.claim_count', 't.id'],
} as const;
type CountOrder = keyof typeof COUNTS;
export type OrderField = keyof typeof FIELDS | CountOrder;

/** The orders by count of one type, with what each counts. */
type CountOrders = { readonly [Field in Exclude<CountOrder, 'SOURCE_COUNT'>]?: string };

export interface OrderBy {
  readonly field: OrderField;
  readonly direction?: OrderDirection | null;
}

const SENTENCES = {
  SLUG: 'The letters of the slug.',
  LABEL: 'The English name, whatever case and accents; where there is none, the first name.',
  DATE: 'The earliest day of the date, ties by order of entry; what has no date comes last in both directions.',
  RECORDED_AT: 'The order of entry.',
} as const;

/** The order input of one list of records, with an enum of its own so that a type can gain orders without touching the others. */
export const orderInput = (typeName: string, plural: string, counts: CountOrders = {}): ClassType<OrderBy> =>
  plainOrderInput(typeName, plural, { SOURCE_COUNT: 'How many different sources speak of it.', ...counts });

/** The same for what is no record. */
export function plainOrderInput(
  typeName: string,
  plural: string,
  counts: Readonly<Record<string, string>> = {},
): ClassType<OrderBy> {
  const names = Object.keys(counts).map((name) => [name, name]);
  const fields: typeof FIELDS & Record<string, string> = { ...FIELDS, ...Object.fromEntries(names) };
  describeEnum(fields, `${typeName}OrderField`, `What ${plural} can be ordered by.`, { ...SENTENCES, ...counts });

  @InputType(`${typeName}Order`, { description: `How ${plural} are ordered.` })
  class OrderOf implements OrderBy {
    @Field(() => fields, { description: 'What to order by.', defaultValue: fields.RECORDED_AT })
    field!: OrderField;

    @Field(() => OrderDirection, {
      nullable: true,
      description: 'Which way to order.',
      defaultValue: OrderDirection.ASC,
    })
    direction?: OrderDirection | null;
  }
  return OrderOf;
}

/** A list's sort keys as SQL expressions, all running the same way, with the JavaScript type of each. */
export interface Sort {
  /** Names the order inside cursors. */
  readonly tag: string;
  readonly keys: readonly string[];
  readonly kinds: readonly ('string' | 'number')[];
  readonly descending: boolean;
  /** All keys are columns of the type's own table. */
  readonly isOwn?: boolean;
}

/** Sorts a date column after every dated row in both directions; also the day number after every real one. */
export const UNDATED = 100_000_000;

interface Keys {
  readonly keys: readonly string[];
  readonly kinds: readonly ('string' | 'number')[];
}
const text = (expression: string, id: string): Keys => ({ keys: [expression, id], kinds: ['string', 'number'] });
const number = (expression: string, id: string): Keys => ({ keys: [expression, id], kinds: ['number', 'number'] });

/** `dateDesc` is mirrored, so that it runs upwards as well, and ties and undated rows keep their places. */
type SortKeys = Readonly<Record<'slug' | 'label' | 'dateAsc' | 'dateDesc' | 'recordedAt', Keys>>;

const sorting =
  (keys: SortKeys) =>
  (order: OrderBy | null | undefined): Sort => {
    const field = order?.field ?? 'RECORDED_AT';
    const direction = order?.direction ?? 'ASC';
    const descending = direction === 'DESC';
    const tag = `${field} ${direction}`;
    switch (field) {
      case 'SLUG':
        return { tag, ...keys.slug, descending };
      case 'LABEL':
        return { tag, ...keys.label, descending };
      case 'DATE':
        return { tag, ...(descending ? keys.dateDesc : keys.dateAsc), descending: false };
      case 'RECORDED_AT':
        return { tag, ...keys.recordedAt, descending };
      default:
        return { tag, ...number(COUNTS[field][0], COUNTS[field][1]), descending, isOwn: field !== 'SOURCE_COUNT' };
    }
  };

export const sortRecords = sorting({
  slug: { keys: ['r.slug'], kinds: ['string'] },
  label: text('r.label_key', 'r.id'),
  recordedAt: { keys: ['r.id'], kinds: ['number'] },
  dateAsc: number('r.date_asc', 'r.id'),
  dateDesc: number('r.date_desc', 'r.id'),
});

/** Terms are no records: they take slug and label of their agreement, and their own period before its date. */
export const sortTerms = sorting({
  slug: text('r.slug', 't.id'),
  label: text('r.label_key', 't.id'),
  recordedAt: { keys: ['t.id'], kinds: ['number'] },
  dateAsc: number('COALESCE(t.period_from, r.date_asc)', 't.id'),
  dateDesc: number(`COALESCE(${UNDATED - 1} - t.period_from, r.date_desc)`, 't.id'),
});

/** For rows that only have their order of entry. */
export const sortByEntry = (): Sort => ({ tag: 'ENTRY', keys: ['t.id'], kinds: ['number'], descending: false });
