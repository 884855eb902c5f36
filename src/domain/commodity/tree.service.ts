import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { Context } from '../context.js';

interface Row {
  readonly id: number;
  readonly parentId: number | null;
}

/** The tree spelled out anew: every commodity with itself and with each one above it. No commodity may be its own ancestor. */
export async function rebuildTree(tx: Transaction): Promise<void> {
  const rows = await tx.rows<Row>({ id: 't.id', parentId: 't.parent_id' }, sql`FROM commodity t`);
  const nodes = new Map(rows.map((row) => [row.id, row]));
  const closure = rows.flatMap((row) => {
    const line: { ancestor_id: number; descendant_id: number; depth: number }[] = [];
    for (let at: Row | undefined = row; at; at = at.parentId === null ? undefined : nodes.get(at.parentId))
      line.push({ ancestor_id: at.id, descendant_id: row.id, depth: line.length });
    return line;
  });
  await tx.run(sql`DELETE FROM commodity_closure`);
  await tx.insert('commodity_closure', ['ancestor_id', 'descendant_id', 'depth'], closure);
}

/** A commodity and everything below it, as the tree is, or as it was. */
export const withNarrower = ({ asOf }: Pick<Context, 'asOf'>, commodity: number): Sql =>
  asOf === null
    ? sql`SELECT cc.descendant_id FROM commodity_closure cc WHERE cc.ancestor_id = ${commodity}`
    : below(sql`c.id = ${commodity}`);

/** The commodities that `top` selects and everything below them, by their parents: what is spelled out is of the present only. */
export const below = (top: Sql): Sql =>
  sql`WITH RECURSIVE below(id) AS (SELECT c.id FROM commodity c WHERE ${top}
    UNION SELECT c.id FROM below b JOIN commodity c ON c.parent_id = b.id) SELECT id FROM below`;

export interface SharedCode {
  readonly id: number;
  readonly position: number;
  readonly scheme: string;
  readonly code: string;
  readonly otherId: number;
  readonly other: string;
}

/** Codes of these commodities that are the exact code of another one too. */
export const sharedExactCodes = (tx: Transaction, commodities: readonly number[]): Promise<SharedCode[]> =>
  tx.rows<SharedCode>(
    {
      id: 'k.commodity_id',
      position: 'k.position',
      scheme: 'k.scheme',
      code: 'k.code',
      otherId: 'o.commodity_id',
      other: 'r.slug',
    },
    sql`FROM commodity_code k JOIN commodity_code o ON o.code = k.code AND o.scheme = k.scheme AND o.match = 'EXACT'
        AND o.commodity_id <> k.commodity_id JOIN registry r ON r.id = o.commodity_id
      WHERE k.match = 'EXACT' AND ${sql.in(sql`k.commodity_id`, commodities)} ORDER BY k.id`,
  );
