import fc from 'fast-check';
import { expect, test } from 'vitest';
import { convert, type Measure } from '../../../src/domain/quantity/convert.js';
import { TimeUnit, UNITS } from '../../../src/domain/quantity/units.js';

/** Not so small that a larger unit rounds it away. */
const double = fc.double({ min: -1e12, max: 1e12, noNaN: true }).filter((v) => v === 0 || Math.abs(v) > 1e-200);
const value = fc.oneof(fc.integer({ min: -1e9, max: 1e9 }), double);
const unit = fc.constantFrom(...UNITS);
const per = fc.constantFrom(...Object.values(TimeUnit));
const measure: fc.Arbitrary<Measure> = fc.record({ unit, per: fc.option(per) });
/** Two measures that convert into each other. */
const pair = fc
  .tuple(unit, unit, per, per, fc.boolean())
  .filter(([a, b]) => a.dimension === b.dimension)
  .map(
    ([a, b, p, q, rate]) =>
      [
        { unit: a, per: rate ? p : null },
        { unit: b, per: rate ? q : null },
      ] as const,
  );

const single = (v: number, from: Measure, to: Measure) => convert({ min: v, max: v }, from, to)?.min ?? Number.NaN;
const close = (a: number, b: number) => Math.abs(a - b) <= 4 * Number.EPSILON * Math.max(Math.abs(a), Math.abs(b));

test('there and back is the same but for the last digit', () => {
  fc.assert(fc.property(value, pair, (v, [from, to]) => close(single(single(v, from, to), to, from), v)));
});

test('a sum converts as the sum of what it is made of', () => {
  const whole = fc.integer({ min: 0, max: 1e9 });
  fc.assert(
    fc.property(whole, whole, pair, (a, b, [from, to]) =>
      close(single(a + b, from, to), single(a, from, to) + single(b, from, to)),
    ),
  );
});

test('the order of the two ends stays', () => {
  fc.assert(
    fc.property(value, value, pair, (a, b, [from, to]) => {
      const range = convert({ min: Math.min(a, b), max: Math.max(a, b) }, from, to);
      expect(range?.min).toBeLessThanOrEqual(range?.max ?? Number.NaN);
    }),
  );
});

test('the same unit over the same period changes nothing', () => {
  fc.assert(fc.property(value, measure, (v, m) => Object.is(single(v, m, m), v)));
});

test('a way over a third measure ends where the straight way ends', () => {
  fc.assert(
    fc.property(value, pair, pair, (v, [from, to], [over]) => {
      fc.pre(over.unit.dimension === from.unit.dimension && (over.per === null) === (from.per === null));
      return close(single(single(v, from, over), over, to), single(v, from, to));
    }),
  );
});
