import { UNDATED } from '../paging/order.js';
import { edtfBounds, OPEN_END, parseEdtf } from './edtf.js';

/** The first and last day of an EDTF date as the two columns `<name>_from` and `<name>_to`; null without a date. */
export function boundColumns<Name extends string>(
  name: Name,
  edtf: string | undefined,
): Record<`${Name}_from` | `${Name}_to`, number | null> {
  const bounds = edtf === undefined ? { from: null, to: null } : edtfBounds(parseEdtf(edtf));
  return { [`${name}_from`]: bounds.from, [`${name}_to`]: bounds.to } as Record<
    `${Name}_from` | `${Name}_to`,
    number | null
  >;
}

/** The two sort keys of a record's date: upwards, and mirrored; without a date last in both. */
export function dateSortKeys(edtf: string | null | undefined): { date_asc: number; date_desc: number } {
  if (edtf == null) return { date_asc: UNDATED, date_desc: UNDATED };
  const { from } = edtfBounds(parseEdtf(edtf));
  return { date_asc: from, date_desc: OPEN_END - from };
}
