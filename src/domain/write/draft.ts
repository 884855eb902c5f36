import { IsDefined, IsOptional, ValidateBy, ValidateNested } from 'class-validator';
import { Field, Float, Int } from 'type-graphql';
import { requireText } from '../../database/sql.js';
import { DecimalScalar, RefScalar, UrlScalar } from '../../graphql/scalars.js';
import { dayNumber, parseEdtf } from '../date/edtf.js';
import type { RecordType } from '../record/record.enums.js';

/** How one property of a draft is filled from plain data. */
export interface DraftField {
  readonly part?: () => new () => object;
  readonly list?: boolean;
  /** The record types that the Ref may mean. */
  readonly refers?: readonly RecordType[];
  /** Whether it is a date: as EDTF, or a day of the calendar. */
  readonly date?: 'EDTF' | 'DAY';
}

/** The same with all that is needed to declare it again on another class. */
export interface DeclaredField extends DraftField {
  readonly type: () => object;
  readonly description: string;
  readonly required: boolean;
  readonly checks: readonly PropertyDecorator[];
}

const fieldsOfDrafts = new WeakMap<object, Map<string, DeclaredField>>();
/** Put together once: a draft class is complete when the first draft is made. */
const fieldsWithInherited = new WeakMap<object, ReadonlyMap<string, DeclaredField>>();

/** The fields of a draft class with those that it inherits, by property. */
export function draftFields(prototype: object): ReadonlyMap<string, DeclaredField> {
  const known = fieldsWithInherited.get(prototype);
  if (known) return known;
  const parent = Object.getPrototypeOf(prototype) as object | null;
  const inherited = parent && parent !== Object.prototype ? draftFields(parent) : [];
  const fields = new Map([...inherited, ...(fieldsOfDrafts.get(prototype) ?? [])]);
  fieldsWithInherited.set(prototype, fields);
  return fields;
}

interface Options {
  readonly required?: true;
}

const MOST_PARTS = 10_000;

export const declareField =
  ({ type, description, required, checks, ...field }: DeclaredField): PropertyDecorator =>
  (target, key) =>
    draftField(field, type, description, required ? { required } : {}, checks)(target, key);

const draftField =
  (
    field: DraftField,
    type: () => object,
    description: string,
    { required }: Options,
    checks: readonly PropertyDecorator[],
  ): PropertyDecorator =>
  (target, key) => {
    const own = fieldsOfDrafts.get(target) ?? new Map<string, DeclaredField>();
    fieldsWithInherited.delete(target);
    fieldsOfDrafts.set(
      target,
      own.set(String(key), { ...field, type, description, required: required ?? false, checks }),
    );
    const returns = () => (field.list ? [type() as never] : (type() as never)) as never;
    Field(returns, { nullable: !required, description })(target, key);
    const presence = required ? IsDefined({ message: 'is missing' }) : IsOptional();
    for (const check of [presence, ...checks]) check(target, key);
  };

const problemsOfChecks = new WeakMap<PropertyDecorator, (value: unknown) => string | null>();

/** What the checks of a field say of a value that is there, without an object around it; null where it is right. */
export function valueProblem({ checks }: DeclaredField, value: unknown): string | null {
  for (const check of checks) {
    const problem = problemsOfChecks.get(check)?.(value);
    if (problem != null) return problem;
  }
  return null;
}

/** A check whose message is the message of the error that `read` throws, or a fixed one where it gives false. */
const reads = (name: string, read: (value: unknown) => unknown, message: string): PropertyDecorator => {
  const problem = (value: unknown): string | null => {
    // What is absent is missing, and not wrong in other ways too.
    if (value == null) return null;
    try {
      return read(value) === false ? message : null;
    } catch (error) {
      return error instanceof Error ? error.message : message;
    }
  };
  const check = ValidateBy({
    name,
    validator: { validate: (value) => problem(value) === null, defaultMessage: (at) => problem(at?.value) ?? message },
  });
  problemsOfChecks.set(check, problem);
  return check;
};

/** The same for what must be text: a number or a list that only looks like it when written out is refused. */
const readsText = (name: string, read: (value: string) => unknown, message: string): PropertyDecorator =>
  reads(
    name,
    (value) => {
      if (typeof value !== 'string') throw new Error(`${message}, as a text in quotes`);
      return read(value);
    },
    message,
  );

const LONGEST_TEXT = 10_000;
function isText(value: unknown): boolean {
  if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST_TEXT) return false;
  requireText(value);
  return true;
}
const text = reads('text', isText, `must be a text of 1 to ${LONGEST_TEXT} characters`);

export const Text = (description: string, options: Options = {}) =>
  draftField({}, () => String, description, options, [text]);

export const Texts = (description: string) =>
  draftField({ list: true }, () => String, description, {}, [
    reads('texts', (value) => Array.isArray(value) && value.every(isText), 'must be a list of texts'),
  ]);

export const Shaped = (shape: RegExp, wanted: string, description: string, options: Options = {}) =>
  draftField({}, () => String, description, options, [
    reads('shaped', (value) => typeof value === 'string' && shape.test(value), `must be ${wanted}`),
  ]);

export function Choice(values: Readonly<Record<string, string>>, description: string, options: Options = {}) {
  const known = new Set<unknown>(Object.values(values));
  return draftField({}, () => values, description, options, [
    reads('choice', (value) => known.has(value), `must be one of ${[...known].join(', ')}`),
  ]);
}

export const Edtf = (description: string) =>
  draftField({ date: 'EDTF' }, () => String, description, {}, [readsText('edtf', parseEdtf, 'must be an EDTF date')]);

export const Day = (description: string) =>
  draftField({ date: 'DAY' }, () => String, description, {}, [
    readsText('day', dayNumber, 'must be a day as YYYY-MM-DD'),
  ]);

const number = reads('number', (value) => typeof value === 'number' && Number.isFinite(value), 'must be a number');
export const Amount = (description: string) => draftField({}, () => Float, description, {}, [number]);

/** What GraphQL and the databases call an integer. */
const LARGEST_WHOLE = 2 ** 31 - 1;

export const Whole = (description: string, from = 0) =>
  draftField({}, () => Int, description, {}, [
    reads(
      'whole',
      (value) => Number.isInteger(value) && (value as number) >= from && (value as number) <= LARGEST_WHOLE,
      `must be a whole number from ${from} to ${LARGEST_WHOLE}`,
    ),
  ]);

export const Decimal = (description: string, read: (value: string) => unknown) =>
  draftField({}, () => DecimalScalar, description, { required: true }, [
    readsText('decimal', read, 'must be a decimal number'),
  ]);

export const Url = (description: string) =>
  draftField({}, () => UrlScalar, description, {}, [
    reads(
      'url',
      (value) => typeof value === 'string' && /^https?:/i.test(value) && URL.canParse(value),
      'must be an absolute http or https address',
    ),
  ]);

/** One Ref, to a record of one of the types. */
export const Refers = (types: readonly RecordType[], description: string, options: Options = {}) =>
  draftField({ refers: types }, () => RefScalar, description, options, [text]);

/** A nested draft. */
export const Part = (part: () => new () => object, description: string, options: Options = {}) =>
  draftField({ part }, part, description, options, [ValidateNested()]);

/** A list of nested drafts. */
export const Parts = (part: () => new () => object, description: string, options: Options = {}) =>
  draftField({ part, list: true }, part, description, options, [
    reads(
      'parts',
      (value) => Array.isArray(value) && value.length <= MOST_PARTS,
      `must be a list of at most ${MOST_PARTS}`,
    ),
    ValidateNested({ each: true }),
  ]);

/** A unit, kept as it is written here and stored by its code. */
export const Checked = (read: (value: string) => unknown, description: string, options: Options = {}) =>
  draftField({}, () => String, description, options, [readsText('checked', read, 'must be one that is known')]);
