import {
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
} from 'graphql';

/** Whatever of a schema a reader can look up: a type, field, argument, enum value or input field. */
export interface Member {
  /** `Type`, `Type.field`, `Type.field(argument)` or `ENUM.VALUE`. */
  readonly place: string;
  readonly description: string | undefined;
}

const byPlace = (a: Member, b: Member) => (a.place < b.place ? -1 : 1);

export const membersOf = (schema: GraphQLSchema): readonly Member[] =>
  Object.values(schema.getTypeMap())
    .filter((type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type))
    .flatMap((type) => [member(type.name, type), ...partsOf(type)])
    .sort(byPlace);

const member = (place: string, { description }: { description?: string | null | undefined }): Member => ({
  place,
  description: description ?? undefined,
});

function partsOf(type: GraphQLNamedType): readonly Member[] {
  if (isEnumType(type)) return type.getValues().map((value) => member(`${type.name}.${value.name}`, value));
  if (isInputObjectType(type))
    return Object.values(type.getFields()).map((field) => member(`${type.name}.${field.name}`, field));
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => {
    const place = `${type.name}.${field.name}`;
    return [member(place, field), ...field.args.map((argument) => member(`${place}(${argument.name})`, argument))];
  });
}

const IMPLEMENTATION =
  /\b(sql|sqlite|postgres\w*|typeorm|typegraphql|apollo|fastify|node\.?js|javascript|typescript|databases?|tables?|columns?|rows?|joins?|keysets?|loaders?|resolvers?|entity|entities|class|decorators?|plain objects?|cached?|folded|regexp?|todo|fixme)\b/i;

const FILLERS = new Set(['a', 'an', 'the', 'its', 'their', 'this', 'that', 'of', 'it']);

/** `signedOn`, `SIGNED_ON` and "The signed ons." are the same words. */
const wordsOf = (text: string) =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '' && !FILLERS.has(word))
    .map((word) => word.replace(/ies$/, 'y').replace(/s$/, ''))
    .join(' ');

const nameOf = (place: string) => /(\w+)\)?$/.exec(place)?.[1] ?? place;

/** What is wrong with a description as one sentence for readers of the schema; nothing is, where the list is empty. */
export function complaintsAbout({ place, description = '' }: Member): readonly string[] {
  const complain = (what: string) => [`${place} ${what}: ${JSON.stringify(description)}`];
  if (description.trim() === '') return complain('has no description');
  if (/\n/.test(description)) return complain('is more than one line');
  if (!/^[A-Z]/.test(description)) return complain('does not begin as a sentence');
  if (!/\.$/.test(description)) return complain('does not end with a period');
  if (/[.!?]\s/.test(description)) return complain('is more than one sentence');
  const technical = IMPLEMENTATION.exec(description)?.[0];
  if (technical !== undefined) return complain(`speaks of the implementation: ${technical}`);
  if (wordsOf(description) === wordsOf(nameOf(place))) return complain('only repeats its name');
  return [];
}
