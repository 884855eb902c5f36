import { Float, Int } from 'type-graphql';
import { type DeclaredField, valueProblem } from '../../../domain/write/draft.js';
import { InputError, quoted } from '../../../errors.js';
import { DecimalScalar } from '../../../graphql/scalars.js';
import type { ValueSpec } from '../mapping/value.schema.js';
import { compileFormats } from './compile-value.js';
import { readDate } from './date.js';
import type { MappingPath, Surroundings } from './evaluation.js';
import { readNumber } from './number.js';

export type Coerce = (text: string) => unknown;

const isScalar = (type: object) => typeof type === 'function' || 'parseValue' in type;

/** The values of an enum as people write them: `visit` and `state company` are VISIT and STATE_COMPANY. */
const choice: Coerce = (text) => text.toUpperCase().replace(/[\s-]+/g, '_');

function rawCoerce(field: DeclaredField, spec: ValueSpec, path: MappingPath, around: Surroundings): Coerce {
  const type = field.type();
  if (field.date) {
    const formats = compileFormats(spec, path, around);
    // What an interval or the parts of a date make is EDTF already.
    const declared = spec.interval || spec.date ? [] : formats;
    return (text) => readDate(text, declared, spec.format ?? []);
  }
  if (type === Float || type === Int || type === DecimalScalar) {
    const format = {
      decimal: spec.decimal ?? ('.' as const),
      thousands: spec.thousands,
      power: spec.power,
      round: spec.round,
    };
    return (text) => (type === DecimalScalar ? readNumber(text, format) : Number(readNumber(text, format)));
  }
  if (!isScalar(type)) return choice;
  return (text) => text;
}

/** Turns a text into what the property holds. @throws InputError that says why it cannot be that. */
export function compileCoerce(field: DeclaredField, spec: ValueSpec, path: MappingPath, around: Surroundings): Coerce {
  const raw = rawCoerce(field, spec, path, around);
  return (text) => {
    const value = raw(text);
    const problem = valueProblem(field, field.list ? [value] : value);
    if (problem !== null) throw new InputError(problem.startsWith('"') ? problem : `${quoted(text)} ${problem}`);
    return value;
  };
}
