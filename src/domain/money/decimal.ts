import { InputError } from '../../errors.js';

const NANOS = 1_000_000_000n;
const SHAPE = /^(-?)(\d{1,15})(?:\.(\d{1,9}))?$/;

/** A decimal as two whole numbers of the same sign: the part before the point, and 10^-9ths. */
export interface Split {
  readonly units: string;
  readonly nanos: number;
}

/** @throws InputError for anything but up to 15 digits before the point and 9 after it. */
export function splitDecimal(text: string): Split {
  const match = SHAPE.exec(text);
  if (!match)
    throw new InputError(
      `"${text}" is not an amount: write up to 15 digits, a point and up to 9 digits, for example 877655767899.49.`,
    );
  const [, sign = '', whole = '', fraction = ''] = match;
  return { units: `${sign}${BigInt(whole)}`.replace(/^-0$/, '0'), nanos: Number(`${sign}${fraction.padEnd(9, '0')}`) };
}

/** The decimal text of sums of such parts, without zeros that say nothing. */
export function joinDecimal(units: bigint, nanos: bigint): string {
  const total = units * NANOS + nanos;
  const [sign, size] = total < 0n ? ['-', -total] : ['', total];
  const fraction = String(size % NANOS)
    .padStart(9, '0')
    .replace(/0+$/, '');
  return `${sign}${size / NANOS}${fraction && `.${fraction}`}`;
}
