import { real } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { type Connection, connection } from '../../graphql/connection.js';
import { type ForwardPageArgs, readPage } from '../../graphql/pagination.js';
import { terms } from '../agreement/agreement.loaders.js';
import type { CommodityTerm } from '../agreement/commodity-term.entity.js';
import type { CommodityTermFilter } from '../agreement/commodity-term.input.js';
import { termsWhere } from '../agreement/commodity-term.service.js';
import type { Context } from '../context.js';
import { loadGrouped } from '../paging/grouped.js';
import { requireUnit, type TimeUnit } from '../quantity/units.js';
import type { FlowDimension } from './flow.type.js';
import { type Part, totalOf } from './flow-total.js';

/** The SQL of each dimension: what a group is told apart by, and what it is ordered by. */
const YEAR = `(CASE WHEN t.period IS NULL THEN a.date_from ELSE t.period_from END) / 10000`;
const DIMENSIONS: { readonly [Dimension in FlowDimension]: { readonly key: string; readonly order: string } } = {
  COMMODITY: { key: 't.commodity_id', order: '(SELECT g.slug FROM registry g WHERE g.id = t.commodity_id)' },
  FROM: { key: 't.from_id', order: '(SELECT g.slug FROM registry g WHERE g.id = t.from_id)' },
  TO: { key: 't.to_id', order: '(SELECT g.slug FROM registry g WHERE g.id = t.to_id)' },
  KIND: { key: 't.kind', order: 't.kind' },
  AGREEMENT_STATUS: { key: 'a.status', order: 'a.status' },
  YEAR: { key: `NULLIF(NULLIF(${YEAR}, 0), 9999)`, order: `NULLIF(NULLIF(${YEAR}, 0), 9999)` },
};

/** Terms that promise nothing any more, or that somebody denies, are no flow. */
const LIVE = sql`a.status NOT IN ('TERMINATED', 'CANCELLED') AND NOT EXISTS (SELECT 1 FROM claim c WHERE c.link_id = t.id
  AND (c.modality = 'DENIED' OR c.status IN ('REFUTED', 'RETRACTED') OR c.retracted_at IS NOT NULL))`;

export interface FlowRequest {
  readonly filter: CommodityTermFilter | null | undefined;
  readonly groupBy: readonly FlowDimension[];
  readonly unit: string;
  readonly per: TimeUnit | null | undefined;
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
  /** All groups of the answer and what they were made of: their terms are read together. */
  readonly answer: FlowAnswer;
}

/** Tells the answers of one request apart. */
let answers = 0;

interface FlowAnswer {
  readonly number: number;
  readonly dimensions: readonly FlowDimension[];
  readonly where: Sql;
}

type PartRow = Part & Readonly<Record<string, string | number | null>>;

/** Sums by group, ordered by the keys in the order of groupBy; kinds are kept apart in any case. */
export async function commodityFlows(context: Context, request: FlowRequest): Promise<FlowRow[]> {
  const unit = requireUnit(request.unit, 'unit');
  const per = request.per ?? null;
  const asked = [...new Set(request.groupBy)];
  const dimensions: FlowDimension[] = asked.includes('KIND') ? asked : [...asked, 'KIND'];
  const filter = await termsWhere(context, request.filter);
  const where = filter ? sql`${LIVE} AND ${filter}` : LIVE;
  const columns = Object.fromEntries(
    dimensions.flatMap((dimension) => [
      [dimension, DIMENSIONS[dimension].key],
      [`order${dimension}`, `MIN(${DIMENSIONS[dimension].order})`],
    ]),
  );
  const parts = await context.database.rows<PartRow>(
    {
      ...columns,
      unit: 't.unit',
      per: 't.per',
      count: 'COUNT(*)',
      figures: 'COUNT(COALESCE(t.quantity_min, t.quantity_max))',
      min: real('SUM(t.quantity_min)'),
      max: real('SUM(t.quantity_max)'),
      minCount: 'COUNT(t.quantity_min)',
      maxCount: 'COUNT(t.quantity_max)',
    },
    sql`${terms.from} WHERE ${where} GROUP BY ${sql.join([...dimensions.map((each) => sql.raw(DIMENSIONS[each].key)), sql`t.unit`, sql`t.per`])}`,
  );
  const groups = new Map<string, PartRow[]>();
  for (const part of parts) {
    const id = JSON.stringify(dimensions.map((dimension) => part[dimension]));
    groups.set(id, [...(groups.get(id) ?? []), part]);
  }
  const answer: FlowAnswer = { number: ++answers, dimensions, where };
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
        answer,
      };
    });
}

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

/** The first terms of each group of an answer after a cursor, in one statement for all groups. */
async function readTerms(
  context: Context,
  { dimensions, where }: FlowAnswer,
  limit: number,
  after: number,
): Promise<GroupedTerm[]> {
  const keys = dimensions.map((dimension) => DIMENSIONS[dimension].key);
  return context.database.rows<GroupedTerm>(
    {
      ...terms.columns,
      k0: 't.id',
      ...Object.fromEntries(dimensions.map((dimension, index) => [`g${dimension}`, keys[index] as string])),
    },
    sql`FROM (SELECT t.id AS ranked_id, ROW_NUMBER() OVER (PARTITION BY ${sql.raw(keys.join(', '))} ORDER BY t.id) AS place
        ${terms.from} WHERE ${where} AND t.id > ${after}) ranked
      JOIN commodity_term t ON t.id = ranked.ranked_id JOIN agreement a ON a.id = t.agreement_id
      WHERE ranked.place <= ${limit} ORDER BY t.id`,
  );
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
          const rows = await readTerms(context, answer, limit, after);
          return flows.map(({ key }) =>
            rows.filter((row) => answer.dimensions.every((each) => row[`g${each}`] === key[each])),
          );
        },
      });
      return {
        entries: read.slice(0, page.limit).map((node) => ({ node, keys: [node.k0] })),
        hasNext: read.length > page.limit,
        hasPrevious: page.after !== null,
      };
    },
    async () => flow.termCount,
  );
}
