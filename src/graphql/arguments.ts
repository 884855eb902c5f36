import { getMetadataStorage } from 'type-graphql';
import { requireMeasure } from './filter-measure.js';
import { asInputError, problemsOf } from './input.js';

/** The arguments of a field as the executor gives them: plain objects, checked against the schema. */
export type Values = Readonly<Record<string, unknown>>;

/** A parameter of a resolver's method that takes one argument (`arg`) or all of them as one object (`args`). */
export interface ArgumentParameter {
  readonly kind: 'arg' | 'args';
  readonly name?: string;
  readonly getType: () => unknown;
}

type Class = (new () => object) & { readonly prototype: object | undefined };

/** Makes the value of a parameter once for each set of arguments, and checks it. @throws InputError naming every wrong value. */
export function argumentReader({ kind, name, getType }: ArgumentParameter): (values: Values) => unknown {
  const type = getType();
  const isFilter = kind === 'arg' && isInputClass(type) && fieldsOf(type).some((field) => field.name === 'or');
  const read = (values: Values): unknown => {
    if (isFilter) requireMeasure(values[name as string], name as string);
    const made = kind === 'args' ? argumentsOf(type as Class, values) : inputOf(type, values[name as string]);
    check(made, name ?? '');
    return made;
  };
  const known = new WeakMap<Values, { readonly made: unknown } | { readonly mistake: unknown }>();
  return (values) => {
    let result = known.get(values);
    if (!result) {
      try {
        result = { made: read(values) };
      } catch (mistake) {
        result = { mistake };
      }
      known.set(values, result);
    }
    if ('mistake' in result) throw result.mistake;
    return result.made;
  };
}

function check(value: unknown, path: string): void {
  const isObject = (item: unknown): item is object => typeof item === 'object' && item !== null;
  if (!isObject(value)) return;
  const problems = Array.isArray(value)
    ? value.flatMap((item, index) => (isObject(item) ? problemsOf(item, `${path}[${index}]`) : []))
    : problemsOf(value, path);
  if (problems.length > 0) throw asInputError(problems);
}

interface InputField {
  readonly name: string;
  readonly getType: () => unknown;
}

const fieldsOfClasses = new WeakMap<Class, readonly InputField[]>();

/** The fields of an input class and of those that it extends. */
function fieldsOf(target: Class): readonly InputField[] {
  const known = fieldsOfClasses.get(target);
  if (known) return known;
  const { inputTypes, argumentTypes } = getMetadataStorage();
  const fields: InputField[] = [];
  for (let at = target; at.prototype !== undefined; at = Object.getPrototypeOf(at) as Class)
    for (const { fields: own = [] } of [...inputTypes, ...argumentTypes].filter((each) => each.target === at))
      fields.push(...own.filter(({ name }) => fields.every((below) => below.name !== name)));
  fieldsOfClasses.set(target, fields);
  return fields;
}

const isInputClass = (type: unknown): type is Class =>
  getMetadataStorage().inputTypes.some(({ target }) => target === type);

function argumentsOf(target: Class, values: Values): object {
  const made = new target() as Record<string, unknown>;
  for (const { name, getType } of fieldsOf(target))
    if (values[name] !== undefined) made[name] = inputOf(getType(), values[name]);
  return made;
}

/** Input objects become instances of their classes, which know what is right; everything else is as it is. */
function inputOf(type: unknown, value: unknown): unknown {
  if (value === null || value === undefined || !isInputClass(type)) return value;
  if (Array.isArray(value)) return value.map((item) => inputOf(type, item));
  return argumentsOf(type, value as Values);
}
