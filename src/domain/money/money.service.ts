import { sql } from '../../database/sql.js';
import type { AgreementFilter } from '../agreement/agreement.input.js';
import { agreements } from '../agreement/agreement.loaders.js';
import { agreementsWhere } from '../agreement/agreement.service.js';
import type { Context } from '../context.js';
import { joinDecimal } from './decimal.js';
import type { MoneyTotal } from './money-total.type.js';

interface SumRow {
  readonly currency: string;
  readonly basis: string | null;
  readonly millions: string;
  readonly units: string;
  readonly nanos: string;
  readonly count: number;
}

/** Exact sums of the amounts of agreements, one for each currency and basis, in the order of the two. */
export async function amountsTotal(
  context: Context,
  filter: AgreementFilter | null | undefined,
  basis: string | null | undefined,
): Promise<MoneyTotal[]> {
  const conditions = [agreements.where];
  const where = await agreementsWhere(context, filter);
  if (where) conditions.push(where);
  if (basis != null) conditions.push(sql`y.basis = ${basis}`);
  const rows = await context.database.rows<SumRow>(
    {
      currency: 'y.currency',
      basis: 'y.basis',
      // In two parts: the sum of many large amounts is more than an integer of SQLite holds.
      millions: 'CAST(SUM(y.units / 1000000) AS varchar)',
      units: 'CAST(SUM(y.units % 1000000) AS varchar)',
      nanos: 'CAST(SUM(y.nanos) AS varchar)',
      count: 'COUNT(*)',
    },
    sql`${agreements.from} JOIN money_amount y ON y.agreement_id = r.id WHERE ${sql.join(conditions, ' AND ')}
      GROUP BY y.currency, y.basis ORDER BY y.currency, COALESCE(y.basis, '')`,
  );
  return rows.map(({ currency, basis: on, millions, units, nanos, count }) => ({
    currency,
    basis: on,
    count,
    total: joinDecimal(BigInt(millions) * 1_000_000n + BigInt(units), BigInt(nanos)),
  }));
}
