import { InputError, quoted } from '../../../errors.js';

/** How a column writes numbers. */
export interface NumberFormat {
  readonly decimal: '.' | ',';
  /** What stands between groups of three digits, besides spaces and apostrophes; none without it. */
  readonly thousands?: string | undefined;
  /** Ten to this power times the number is meant: 6 for millions. */
  readonly power?: number | undefined;
  /** Digits after the point that are kept; all without it. */
  readonly round?: number | undefined;
}

/** Shifts the point of plain decimal text. */
function shift(text: string, power: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  const digits = whole + fraction;
  const point = whole.length + power;
  const padded = point > 0 ? digits.padEnd(point, '0') : digits.padStart(digits.length - point + 1, '0');
  const at = Math.max(point, 1);
  const before = padded.slice(0, at).replace(/^0+(?=\d)/, '');
  const after = padded.slice(at).replace(/0+$/, '');
  return `${sign}${before}${after && `.${after}`}`;
}

function rounded(text: string, digits: number): string {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (fraction.length <= digits) return text;
  const kept = BigInt(whole + fraction.slice(0, digits)) + (Number(fraction[digits]) >= 5 ? 1n : 0n);
  return shift(`${sign}${kept}`, -digits);
}

function compileShape({ decimal, thousands }: NumberFormat): RegExp {
  const groups =
    thousands === undefined || thousands.trim() === '' ? '' : thousands.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const group = `[ '’_]${groups && `|${groups}`}`;
  const point = decimal === ',' ? ',' : '\\.';
  return new RegExp(`^([-+−]?)(\\d{1,3}(?:(?:${group})\\d{3})+|\\d*)(?:${point}(\\d*))?(?:[eE]([+-]?\\d{1,2}))?$`);
}

const shapes = new WeakMap<NumberFormat, RegExp>();

/** The numbers of a column have one format. */
function shapeOf(format: NumberFormat): RegExp {
  const shape = shapes.get(format) ?? compileShape(format);
  shapes.set(format, shape);
  return shape;
}

/** A number as plain decimal text, exact, without groups: `1 234,50` is `1234.50` where the comma is declared. @throws InputError */
export function readNumber(text: string, format: NumberFormat): string {
  const { decimal, power, round } = format;
  const shape = shapeOf(format);
  const [match, sign = '', whole = '', fraction = '', exponent] = shape.exec(text) ?? [];
  if (match === undefined || whole + fraction === '') {
    const other = decimal === ',' ? '.' : ',';
    const hint = text.includes(other)
      ? ` If "${other}" is its decimal sign, say decimal: '${other}'; if it groups digits, thousands: '${other}'.`
      : '';
    throw new InputError(`${quoted(text)} is not a number.${hint}`);
  }
  const digits = whole.replace(/\D/g, '').replace(/^0+(?=\d)/, '') || '0';
  const plain = `${/[-−]/.test(sign) ? '-' : ''}${digits}${fraction && `.${fraction}`}`;
  const moved = shift(plain, (power ?? 0) + Number(exponent ?? 0));
  return round === undefined ? moved : rounded(moved, round);
}
