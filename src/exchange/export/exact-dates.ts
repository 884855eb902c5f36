const EXACT = /^\d{4}(-\d{2}(-\d{2})?)?$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export interface Span {
  readonly start?: string;
  readonly end?: string;
}

/** The ends of an EDTF date as far as ISO 8601 can say them: a year, month or day without doubt, or an interval of such. */
export function isoSpan(edtf: unknown): Span {
  if (typeof edtf !== 'string') return {};
  const [start = '', end = start] = edtf.split('/');
  return { ...(EXACT.test(start) && { start }), ...(EXACT.test(end) && { end }) };
}

/** A date that is one year, month or day without doubt. */
export const isoDate = (edtf: unknown): string | undefined =>
  typeof edtf === 'string' && EXACT.test(edtf) ? edtf : undefined;

/** The same in days alone. */
export function daySpan(edtf: unknown): Span {
  const { start, end } = isoSpan(edtf);
  return { ...(start && DAY.test(start) && { start }), ...(end && DAY.test(end) && { end }) };
}
