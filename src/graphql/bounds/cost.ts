import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  SchemaMetaFieldDef,
  type SelectionNode,
  type SelectionSetNode,
  TypeMetaFieldDef,
  type ValueNode,
} from 'graphql';
import { DEFAULT_PAGE, LARGEST_PAGE } from '../page-size.js';

/** Lists without pages, such as the parties of an agreement, hold about as many as this. */
const USUAL_LIST = 2;

/** What the schema tells of itself is always the same few thousand objects; many times over it is too much. */
const WHOLE_SCHEMA = 5_000;
const ONE_TYPE = 100;

interface Asked {
  readonly schema: GraphQLSchema;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, { readonly on: string; readonly selectionSet: SelectionSetNode }>;
  /** As they were sent: wrong ones are told of when the operation is run, and cost nothing here. */
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Of what is selected of one object. */
interface Cost {
  readonly once: number;
  /** Of one entry of the page, where the object is a page: how many it has is said by the field that leads to it. */
  readonly perEntry: number;
}

const FREE: Cost = { once: 0, perEntry: 0 };

/**
 * How many objects the answer to an operation would hold if every page were as full as it may be: pages inside each other
 * multiply. An argument that is missing or null counts as the default page, whichever way it is given.
 */
export function costOf({ schema, operation, fragments, variables }: Asked): number {
  const known = new Map<SelectionSetNode, Cost>();
  const defaults = new Map(operation.variableDefinitions?.map((each) => [each.variable.name.value, each.defaultValue]));

  const given = (node: ValueNode | undefined): unknown => {
    if (node?.kind === Kind.INT) return Number(node.value);
    if (node?.kind === Kind.BOOLEAN) return node.value;
    if (node?.kind !== Kind.VARIABLE) return undefined;
    const name = node.name.value;
    return Object.hasOwn(variables, name) ? variables[name] : given(defaults.get(name));
  };
  const argumentOf = (node: { readonly arguments?: FieldNode['arguments'] }, name: string) =>
    given(node.arguments?.find((argument) => argument.name.value === name)?.value);
  const pageOf = (field: FieldNode): number => {
    const size = argumentOf(field, 'first') ?? argumentOf(field, 'last') ?? DEFAULT_PAGE;
    return typeof size === 'number' ? Math.min(Math.max(size, 0), LARGEST_PAGE) : LARGEST_PAGE;
  };
  const isLeftOut = ({ directives = [] }: SelectionNode) =>
    directives.some(
      (directive) =>
        (directive.name.value === 'skip' && argumentOf(directive, 'if') === true) ||
        (directive.name.value === 'include' && argumentOf(directive, 'if') === false),
    );

  const ofField = (node: FieldNode, parent: GraphQLCompositeType): Cost => {
    if (node.name.value === SchemaMetaFieldDef.name) return { once: WHOLE_SCHEMA, perEntry: 0 };
    if (node.name.value === TypeMetaFieldDef.name) return { once: ONE_TYPE, perEntry: 0 };
    const field = fieldOf(parent, node.name.value);
    const type = field && getNamedType(field.type);
    if (!field || !isCompositeType(type)) return FREE;
    const below = node.selectionSet ? ofSelections(node.selectionSet, type) : FREE;
    const each = 1 + below.once + (below.perEntry === 0 ? 0 : pageOf(node) * below.perEntry);
    if (!isList(field.type)) return { once: each, perEntry: 0 };
    return isPage(parent) ? { once: 0, perEntry: each } : { once: USUAL_LIST * each, perEntry: 0 };
  };

  const ofSelections = (set: SelectionSetNode, type: GraphQLCompositeType): Cost => {
    const measured = known.get(set);
    if (measured) return measured;
    known.set(set, FREE);
    let sum = FREE;
    // an object is of one type only: of what is asked of several, the dearest counts
    const byType = new Map<string, Cost>();
    for (const selection of set.selections) {
      if (isLeftOut(selection)) continue;
      if (selection.kind === Kind.FIELD) {
        sum = plus(sum, ofField(selection, type));
        continue;
      }
      const named = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : undefined;
      const inside = selection.kind === Kind.FRAGMENT_SPREAD ? named?.selectionSet : selection.selectionSet;
      const on = selection.kind === Kind.FRAGMENT_SPREAD ? named?.on : selection.typeCondition?.name.value;
      const within = on === undefined ? type : schema.getType(on);
      if (!inside || !isCompositeType(within)) continue;
      const cost = ofSelections(inside, within);
      if (isAbstractType(type) && isObjectType(within))
        byType.set(within.name, plus(byType.get(within.name) ?? FREE, cost));
      else sum = plus(sum, cost);
    }
    const dearest = [...byType.values()].reduce((a, b) => (a.once >= b.once ? a : b), FREE);
    const cost = plus(sum, dearest);
    known.set(set, cost);
    return cost;
  };

  const root = schema.getRootType(operation.operation);
  return root ? ofSelections(operation.selectionSet, root).once : 0;
}

const plus = (a: Cost, b: Cost): Cost => ({ once: a.once + b.once, perEntry: a.perEntry + b.perEntry });

const fieldOf = (type: GraphQLCompositeType, name: string): GraphQLField<unknown, unknown> | undefined =>
  'getFields' in type ? type.getFields()[name] : undefined;

const isList = (type: GraphQLOutputType): boolean => isListType(getNullableType(type));

const isPage = (type: GraphQLNamedType): boolean => isObjectType(type) && type.getFields()['pageInfo'] !== undefined;
