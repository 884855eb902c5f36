import { type ASTNode, type DocumentNode, type FragmentDefinitionNode, Kind, type SelectionSetNode } from 'graphql';
import type { DocumentLimits } from '../../config.js';
import type { Limit } from './limits.js';

/** What the text of an operation amounts to, with each fragment counted wherever it is spread. */
export type Shape = Readonly<Record<Exclude<Limit, 'tokens' | 'cost'>, number>>;

/** Of one selection set and all below it. */
interface Extent {
  /** Levels of fields, itself included. */
  readonly depth: number;
  /** Fields of this very level. */
  readonly here: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Extent = { depth: 0, here: 0, fields: 0, aliases: 0, directives: 0 };

/** The schema tells about itself as deep as clients ask; graphql-js has a rule of its own against going round in circles there. */
const TELLS_OF_THE_SCHEMA: ReadonlySet<string> = new Set(['__schema', '__type']);

/**
 * Measures a document as it was written, before it is known whether it fits the schema, in time that grows with its text
 * alone: the extent of a fragment is worked out once. Of several operations each figure is that of the largest.
 */
export function shapeOf(document: DocumentNode): Shape {
  const known = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) known.set(definition.name.value, definition);
  const extents = new Map<string, Extent>();
  let written = known.size;

  const ofFragment = (name: string): Extent => {
    const extent = extents.get(name);
    if (extent) return extent;
    // stands for itself while it is measured: a circle has no extent, and validation refuses it
    extents.set(name, NOTHING);
    const fragment = known.get(name);
    const measured = fragment ? plus(ofSelections(fragment.selectionSet), directivesOf(fragment)) : NOTHING;
    extents.set(name, measured);
    return measured;
  };

  const ofSelections = ({ selections }: SelectionSetNode): Extent => {
    let sum = NOTHING;
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const below = selection.selectionSet ? ofSelections(selection.selectionSet) : NOTHING;
        const depth = TELLS_OF_THE_SCHEMA.has(selection.name.value) ? 1 : below.depth + 1;
        const alias = selection.alias ? 1 : 0;
        sum = plus(sum, { ...below, depth, here: 1, fields: below.fields + 1, aliases: below.aliases + alias });
      } else {
        written += 1;
        const inside =
          selection.kind === Kind.INLINE_FRAGMENT
            ? ofSelections(selection.selectionSet)
            : ofFragment(selection.name.value);
        sum = plus(sum, inside);
      }
      sum = plus(sum, directivesOf(selection));
    }
    return sum;
  };

  let largest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const variables = (definition.variableDefinitions ?? []).map(directivesOf);
    const extent = [directivesOf(definition), ...variables].reduce(plus, ofSelections(definition.selectionSet));
    largest = atLeast(largest, extent);
  }
  const { here, ...rest } = largest;
  return { ...rest, rootFields: here, fragments: written };
}

const directivesOf = (node: ASTNode & { readonly directives?: readonly unknown[] | undefined }): Extent => ({
  ...NOTHING,
  directives: node.directives?.length ?? 0,
});

const plus = (a: Extent, b: Extent): Extent => ({
  depth: Math.max(a.depth, b.depth),
  here: a.here + b.here,
  fields: a.fields + b.fields,
  aliases: a.aliases + b.aliases,
  directives: a.directives + b.directives,
});

const atLeast = (a: Extent, b: Extent): Extent => ({
  depth: Math.max(a.depth, b.depth),
  here: Math.max(a.here, b.here),
  fields: Math.max(a.fields, b.fields),
  aliases: Math.max(a.aliases, b.aliases),
  directives: Math.max(a.directives, b.directives),
});

const SHAPES = [
  'depth',
  'aliases',
  'directives',
  'rootFields',
  'fragments',
  'fields',
] as const satisfies (keyof Shape)[];

/** The first limit that a document goes over. */
export function exceeded(shape: Shape, limits: DocumentLimits): keyof Shape | undefined {
  // "not at most" and not "more than": what is no number is refused as well
  return SHAPES.find((name) => !(shape[name] <= limits[name]));
}
