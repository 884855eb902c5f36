import { real } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { type Connection, connection } from '../../graphql/connection.js';
import { MOST_OBJECTS, tooManyObjects } from '../../graphql/execution/most-objects.js';
import { type ForwardPageArgs, readPage } from '../../graphql/pagination.js';
import { terms } from '../agreement/agreement.loaders.js';
import type { CommodityTerm } from '../agreement/commodity-term.entity.js';
import type { CommodityTermFilter } from '../agreement/commodity-term.input.js';
import { termsWhere } from '../agreement/commodity-term.service.js';
import { DENYING } from '../claim/claim.enums.js';
import { withNarrower } from '../commodity/tree.service.js';
import type { Context } from '../context.js';
import { loadGrouped } from '../paging/grouped.js';
import { requireUnit, type TimeUnit } from '../quantity/units.js';
import { groupBy } from '../record/record.loaders.js';
import { ifRef } from '../reference/reference.service.js';
import type { FlowDimension } from './flow.type.js';
import { type Part, totalOf } from './flow-total.js';

/** What groups are told apart by, as SQL on terms (t), their agreements (a) and, rolled up, the commodities that they count under (up). */
const YEAR = `(CASE WHEN t.period IS NULL THEN a.date_from ELSE t.period_from END) / 10000`;
const KEYS: { readonly [Dimension in FlowDimension]: string } = {
  COMMODITY: 't.commodity_id',
  FROM: 't.from_id',
  TO: 't.to_id',
  KIND: 't.kind',
  AGREEMENT_STATUS: 'a.status',
  YEAR: `NULLIF(NULLIF(${YEAR}, 0), 9999)`,
};
/** Dimensions whose groups are records: these are ordered by slug. */
const RECORDS: readonly FlowDimension[] = ['COMMODITY', 'FROM', 'TO'];

const TERMS = sql`FROM commodity_term t JOIN agreement a ON a.id = t.agreement_id`;
/** A term once for its own commodity and once for each above it. */
const ROLLED_UP = sql`${TERMS} JOIN commodity_closure up ON up.descendant_id = t.commodity_id`;

/** Terms that promise nothing any more, or that somebody denies, are no flow. The second half is, word for word, what the index of such claims holds. */
const LIVE = sql`a.status NOT IN ('TERMINATED', 'CANCELLED') AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.link_id = t.id
  AND (${sql.raw(DENYING)}))`;

export interface FlowRequest {
  readonly filter: CommodityTermFilter | null | undefined;
  readonly groupBy: readonly FlowDimension[];
  readonly unit: string;
  readonly per: TimeUnit | null | undefined;
  readonly rollUp: boolean;
}

type GroupKey = Readonly<Partial<Record<FlowDimension, string | number | null>>>;

export interface FlowRow {
  readonly key: GroupKey;
  readonly commodityId: number | null;
  readonly fromId: number | null;
  readonly toId: number | null;
  readonly kind: string;
  readonly agreementStatus: string | null;
  readonly year: number | null;
  readonly total: { min: number | null; max: number | null; unit: string; per: TimeUnit | null };
  readonly termCount: number;
  readonly notConvertible: number;
  readonly includesNarrower: boolean;
  /** All groups of the answer and what they were made of: their terms are read together. */
  readonly answer: FlowAnswer;
}

/** Tells the answers of one request apart. */
let answers = 0;

interface FlowAnswer {
  readonly number: number;
  readonly dimensions: readonly FlowDimension[];
  /** The SQL of each dimension. */
  readonly keys: readonly string[];
  readonly from: Sql;
  readonly where: Sql;
}

type PartRow = Part & { readonly narrower: number } & Readonly<Record<string, string | number | null>>;

async function answerOf(context: Context, { filter, groupBy, rollUp }: FlowRequest): Promise<FlowAnswer> {
  const asked = [...new Set(groupBy)];
  if (rollUp && !asked.includes('COMMODITY'))
    throw new InputError('rollUp adds terms up along the commodities, so groupBy must hold COMMODITY.', {
      argument: 'rollUp',
    });
  const dimensions: FlowDimension[] = asked.includes('KIND') ? asked : [...asked, 'KIND'];
  const keys = { ...KEYS, ...(rollUp ? { COMMODITY: 'up.ancestor_id' } : {}) };
  // First, since it names all that is wrong in the filter.
  const filtered = await termsWhere(context, filter);
  const within = rollUp
    ? await ifRef(
        context,
        filter?.commodity,
        ['COMMODITY'],
        'filter.commodity',
        (id) => sql`up.ancestor_id IN (${withNarrower(context, id)})`,
      )
    : null;
  const conditions = [LIVE, filtered, within].filter((condition) => condition !== null);
  return {
    number: ++answers,
    dimensions,
    keys: dimensions.map((dimension) => keys[dimension]),
    from: rollUp ? ROLLED_UP : TERMS,
    where: sql.join(conditions, ' AND '),
  };
}

const orderOf = (dimension: FlowDimension) =>
  RECORDS.includes(dimension)
    ? `(SELECT s.slug FROM registry s WHERE s.id = g.group_${dimension})`
    : `g.group_${dimension}`;

/** One more than an answer may hold is enough to know that it would hold too much. */
const MOST = sql`LIMIT ${MOST_OBJECTS + 1}`;

const holdable = <Row>(rows: Row[]): Row[] => {
  if (rows.length > MOST_OBJECTS) throw tooManyObjects();
  return rows;
};

/** The sums of an answer by group, and within a group by unit and period. @throws WorkLimitError for more than an answer may hold. */
async function readParts(
  context: Context,
  { dimensions, keys, from, where }: FlowAnswer,
  rollUp: boolean,
): Promise<PartRow[]> {
  const grouped = keys.map((key, index) => sql.raw(`${key} AS group_${dimensions[index]}`));
  const rows = await context.database.rows<PartRow>(
    {
      ...Object.fromEntries(dimensions.map((dimension) => [dimension, `g.group_${dimension}`])),
      ...Object.fromEntries(dimensions.map((dimension) => [`order${dimension}`, orderOf(dimension)])),
      unit: 'g.unit',
      per: 'g.per',
      count: 'g.terms',
      figures: 'g.figures',
      min: real('g.min_sum'),
      max: real('g.max_sum'),
      minCount: 'g.min_count',
      maxCount: 'g.max_count',
      narrower: 'g.narrower',
    },
    sql`FROM (SELECT ${sql.join(grouped)}, t.unit, t.per, COUNT(*) AS terms,
        COUNT(COALESCE(t.quantity_min, t.quantity_max)) AS figures,
        SUM(t.quantity_min) AS min_sum, SUM(t.quantity_max) AS max_sum,
        COUNT(t.quantity_min) AS min_count, COUNT(t.quantity_max) AS max_count, ${sql.raw(rollUp ? 'MAX(up.depth)' : '0')} AS narrower
      ${from} WHERE ${where} GROUP BY ${sql.join([...keys.map(sql.raw), sql`t.unit`, sql`t.per`])} ${MOST}) g`,
  );
  return holdable(rows);
}

/** Sums by group, ordered by the keys in the order of groupBy; kinds are kept apart in any case. @throws InputError for rollUp without COMMODITY. */
export async function commodityFlows(context: Context, request: FlowRequest): Promise<FlowRow[]> {
  const unit = requireUnit(request.unit, 'unit');
  const per = request.per ?? null;
  const answer = await answerOf(context, request);
  const { dimensions } = answer;
  const groups = groupBy(await readParts(context, answer, request.rollUp), (part) =>
    groupId(dimensions.map((dimension) => part[dimension])),
  );
  return [...groups.values()]
    .sort(([a], [b]) => compareKeys(a as PartRow, b as PartRow, dimensions))
    .map((group) => {
      const first = group[0] as PartRow;
      const key = Object.fromEntries(dimensions.map((dimension) => [dimension, first[dimension] ?? null])) as GroupKey;
      return {
        key,
        commodityId: (key.COMMODITY ?? null) as number | null,
        fromId: (key.FROM ?? null) as number | null,
        toId: (key.TO ?? null) as number | null,
        kind: key.KIND as string,
        agreementStatus: (key.AGREEMENT_STATUS ?? null) as string | null,
        year: (key.YEAR ?? null) as number | null,
        ...totalOf(group, { unit, per }),
        includesNarrower: group.some(({ narrower }) => narrower > 0),
        answer,
      };
    });
}

const groupId = (key: readonly unknown[]): string => JSON.stringify(key);

/** Groups without a value of a dimension come last. */
function compareKeys(a: PartRow, b: PartRow, dimensions: readonly FlowDimension[]): number {
  for (const dimension of dimensions) {
    const [x, y] = [a[`order${dimension}`] ?? null, b[`order${dimension}`] ?? null];
    if (x === y) continue;
    if (x === null) return 1;
    if (y === null) return -1;
    return x < y ? -1 : 1;
  }
  return 0;
}

type GroupedTerm = CommodityTerm & { readonly k0: number } & Readonly<
    Record<`g${FlowDimension}`, string | number | null>
  >;

/** The first terms of each group of an answer after a cursor, in one statement for all groups. @throws WorkLimitError for more than an answer may hold. */
async function readTerms(
  context: Context,
  { dimensions, keys, from, where }: FlowAnswer,
  limit: number,
  after: number,
): Promise<GroupedTerm[]> {
  const ranked = keys.map((key, index) => sql.raw(`${key} AS group_${dimensions[index]}`));
  const rows = await context.database.rows<GroupedTerm>(
    {
      ...terms.columns,
      k0: 't.id',
      ...Object.fromEntries(dimensions.map((dimension) => [`g${dimension}`, `ranked.group_${dimension}`])),
    },
    sql`FROM (SELECT t.id AS ranked_id, ${sql.join(ranked)},
        ROW_NUMBER() OVER (PARTITION BY ${sql.raw(keys.join(', '))} ORDER BY t.id) AS place
        ${from} WHERE ${where} AND t.id > ${after}) ranked
      JOIN commodity_term t ON t.id = ranked.ranked_id
      WHERE ranked.place <= ${limit} ORDER BY t.id ${MOST}`,
  );
  return holdable(rows);
}

/** The terms that a flow was made of, in the order of entry. */
export function termsOf(context: Context, flow: FlowRow, args: ForwardPageArgs): Connection<CommodityTerm> {
  const page = readPage(args, 'FLOW', ['number']);
  return connection(
    'FLOW',
    async () => {
      const { answer } = flow;
      const limit = page.limit + 1;
      const after = Number(page.after?.[0] ?? 0);
      const read = await loadGrouped<FlowRow, GroupedTerm[]>(context, {
        member: flow,
        group: `flow ${answer.number} ${limit} ${after}`,
        read: async (flows) => {
          const { dimensions } = answer;
          const told = groupBy(await readTerms(context, answer, limit, after), (row) =>
            groupId(dimensions.map((dimension) => row[`g${dimension}`])),
          );
          return flows.map(({ key }) => told.get(groupId(dimensions.map((dimension) => key[dimension]))) ?? []);
        },
      });
      return {
        nodes: read.slice(0, page.limit),
        keysOf: (place) => [read[place]?.k0 as number],
        hasNext: read.length > page.limit,
        hasPrevious: page.after !== null,
      };
    },
    async () => flow.termCount,
  );
}
