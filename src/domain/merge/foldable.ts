import type { StoredRow } from '../document/rows.js';
import type { StoredClaim } from '../edit/stored-claims.js';
import type { RecordType } from '../record/record.enums.js';
import { titlesMeet } from './same-things.js';

/** What a link came to say because another that was made one with it did. */
export interface Filled {
  readonly property: string;
  readonly before: StoredRow;
  readonly after: StoredRow;
}

/** The columns of a property that one of the two may say alone. `unsaid` is what stands there where nobody says anything. */
interface Gap {
  readonly property: string;
  readonly columns: readonly string[];
  readonly unsaid?: string;
  /** Columns that hold what follows from this and others: they take what is there. */
  readonly follow?: string;
}

export interface Foldable {
  readonly table: string;
  readonly type: RecordType;
  readonly owner: string;
  /** Columns by which two links of one record are the same thing. */
  readonly same: readonly string[];
  /** Columns that tell two things of a kind apart where both say something: two promises, two terms of office. */
  readonly apart: readonly (readonly string[])[];
  readonly gaps: readonly Gap[];
}

const QUANTITY = ['bound', 'quantity_min', 'quantity_max', 'unit', 'per'];

export const FOLDABLE: readonly Foldable[] = [
  {
    table: 'agreement_party',
    type: 'AGREEMENT',
    owner: 'agreement_id',
    same: ['actor_id', 'role'],
    apart: [],
    gaps: [],
  },
  {
    table: 'commodity_term',
    type: 'AGREEMENT',
    owner: 'agreement_id',
    same: ['commodity_id', 'kind', 'from_id', 'to_id'],
    apart: [QUANTITY, ['period']],
    gaps: [
      { property: 'quantity', columns: [...QUANTITY, 'raw'] },
      { property: 'period', columns: ['period', 'period_from', 'period_to'] },
    ],
  },
  {
    table: 'participation',
    type: 'MEETING',
    owner: 'meeting_id',
    same: ['actor_id', 'delegation_id'],
    apart: [],
    gaps: [
      { property: 'capacity', columns: ['capacity'] },
      { property: 'onBehalfOf', columns: ['on_behalf_of_id'] },
      { property: 'status', columns: ['status'], unsaid: 'REPORTED' },
    ],
  },
  {
    table: 'tenure',
    type: 'PERSON',
    owner: 'person_id',
    same: ['organization_id'],
    apart: [['since'], ['until']],
    gaps: [
      { property: 'since', columns: ['since', 'span_from'] },
      { property: 'until', columns: ['until', 'span_to'] },
      { property: 'firstCited', columns: ['first_cited'], follow: 'span_from' },
      { property: 'lastCited', columns: ['last_cited'], follow: 'span_to' },
    ],
  },
];

const said = (row: StoredRow, column: string) => row[column] ?? null;

/** Whether two links of one record are the same thing. */
export function isOne({ table, owner, same, apart }: Foldable, one: StoredRow, other: StoredRow): boolean {
  const agree = (column: string) => said(one, column) === said(other, column);
  const mayBeOne = ([first, ...rest]: readonly string[]) =>
    said(one, first as string) === null ||
    said(other, first as string) === null ||
    [first as string, ...rest].every(agree);
  return [owner, ...same].every(agree) && apart.every(mayBeOne) && (table !== 'tenure' || titlesMeet(one, other));
}

/** What one of two links says alone. */
export function filling(
  { gaps }: Foldable,
  from: StoredRow,
  into: StoredRow,
  claims: readonly StoredClaim[],
): Filled[] {
  const isSaid = (property: string) =>
    claims.some((claim) => claim.link === into['id'] && claim.property === property && claim.status !== 'REFUTED');
  const now: Record<string, string | number | null> = { ...into };
  return gaps.flatMap(({ property, columns, unsaid, follow }) => {
    const [first] = columns as [string];
    const isOpen = said(now, first) === null || (now[first] === unsaid && !isSaid(property));
    if (!isOpen || said(from, first) === null || from[first] === now[first]) return [];
    const all = follow !== undefined && said(now, follow) === null ? [...columns, follow] : columns;
    const of = (row: StoredRow) => Object.fromEntries(all.map((column) => [column, said(row, column)]));
    const filled = { property, before: of(now), after: of(from) };
    Object.assign(now, filled.after);
    return [filled];
  });
}
