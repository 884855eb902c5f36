// edtf 4.11.1 ships without types; this is the part of it that the project calls.
declare module 'edtf' {
  /** The grammar alone, without the library's own (partly wrong) bounds. Throws whatever its parser throws. */
  export function parse(text: string, constraints: { level: number }): EdtfNode;

  export type EdtfNode =
    | { type: 'Date' | 'Season' | 'Year' | 'Decade' | 'Century' }
    | { type: 'Interval' }
    | { type: 'Set' | 'List' };
}
