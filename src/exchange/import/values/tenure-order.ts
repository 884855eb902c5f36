import { edtfBounds, parseEdtf } from '../../../domain/date/edtf.js';
import type { Flag } from '../fragment.js';

interface Dated {
  readonly since?: string;
  readonly until?: string;
}

/** Offices that end before they begin: kept, as the source says so. */
export const reversedTenures = ({ tenures }: { readonly tenures?: unknown }): Flag[] =>
  ((tenures ?? []) as readonly Dated[]).flatMap(({ since, until }, index) => {
    if (
      since === undefined ||
      until === undefined ||
      edtfBounds(parseEdtf(since)).from <= edtfBounds(parseEdtf(until)).to
    )
      return [];
    return [
      {
        property: `tenures[${index}].until`,
        code: 'DATES_REVERSED',
        message: `until (${until}) lies before since (${since}).`,
      },
    ];
  });
