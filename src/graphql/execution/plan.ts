import {
  type ArgumentNode,
  BREAK,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  getArgumentValues,
  getNullableType,
  isLeafType,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  visit,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type ExecutionContext, getFieldDef } from 'graphql/execution/execute.js';

/** The arguments of a field, or why they are wrong. */
export type FieldArguments =
  | { readonly values: Record<string, unknown>; readonly mistake: null }
  | { readonly values: null; readonly mistake: unknown };

/** One field of a selection, worked out once for all objects that it is asked of. */
export interface FieldPlan {
  /** Its name in the answer: the alias, else the field's own. */
  readonly key: string;
  readonly name: string;
  readonly type: GraphQLOutputType;
  /** The type, where it is a single scalar or enum value. */
  readonly leaf: GraphQLLeafType | null;
  readonly nodes: readonly FieldNode[];
  /** Absent where the field is a property of the object. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** What the schema says of the field. */
  readonly definition: GraphQLField<unknown, unknown>;
  /** The same object for every call, so that what is made of it can be kept; null where variables have a say in them. */
  readonly args: FieldArguments | null;
  readonly info: GraphQLResolveInfo;
  /** What is selected of its value, by the value's type. */
  readonly below: Map<GraphQLObjectType, SelectionPlan>;
}

/** What is selected of objects of one type. */
export interface SelectionPlan {
  readonly fields: readonly FieldPlan[];
  /** An answer with nothing in it yet: each object begins as a copy, with the fields in the order of the selection. */
  readonly empty: Readonly<Record<string, unknown>>;
}

type Variables = ExecutionContext['variableValues'];

interface KnownPlan {
  readonly schema: GraphQLSchema;
  readonly selection: SelectionPlan;
}

// Whoever keeps a document has its plan with it; one whose selections depend on variables has none that could be kept.
const plans = new WeakMap<OperationDefinitionNode, KnownPlan | 'anew'>();

/** What the root of an operation selects: worked out once for a document, however often and with whatever variables it is run. */
export function planOperation(execution: ExecutionContext, root: GraphQLObjectType): SelectionPlan {
  const { schema, operation } = execution;
  const known = plans.get(operation);
  if (known !== undefined && known !== 'anew' && known.schema === schema) return known.selection;
  const { fragments, variableValues } = execution;
  const fields = collectFields(schema, fragments, variableValues, root, operation.selectionSet);
  const selection = selectionOf(execution, root, fields);
  if (known !== 'anew') plans.set(operation, mayBeKept(execution) ? { schema, selection } : 'anew');
  return selection;
}

/** Not where something is skipped or included by the value of a variable; nor for a mutation, whose inputs are each asked for once. */
const mayBeKept = ({ operation, fragments }: ExecutionContext): boolean =>
  operation.operation !== OperationTypeNode.MUTATION &&
  ![operation, ...Object.values(fragments)].some(({ selectionSet }) => {
    let isFound = false;
    visit(selectionSet, {
      Directive({ arguments: given = [] }) {
        isFound ||= given.some(namesVariable);
        return isFound ? BREAK : undefined;
      },
    });
    return isFound;
  });

function namesVariable(node: ArgumentNode): boolean {
  let isFound = false;
  visit(node, {
    [Kind.VARIABLE]() {
      isFound = true;
      return BREAK;
    },
  });
  return isFound;
}

/** The arguments of a field of a plan with the variables of one run. */
export function argumentsOf(
  definition: FieldPlan['definition'],
  node: FieldNode,
  variables: Variables,
): FieldArguments {
  try {
    return { values: getArgumentValues(definition, node, variables), mistake: null };
  } catch (mistake) {
    return { values: null, mistake };
  }
}

/** What a field selects of a value of this type. */
export function planBelow(execution: ExecutionContext, field: FieldPlan, type: GraphQLObjectType): SelectionPlan {
  const known = field.below.get(type);
  if (known) return known;
  const { schema, fragments, variableValues } = execution;
  const nodes = collectSubfields(schema, fragments, variableValues, type, field.nodes as FieldNode[]);
  const selection = selectionOf(execution, type, nodes);
  field.below.set(type, selection);
  return selection;
}

function selectionOf(
  execution: ExecutionContext,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): SelectionPlan {
  const fields: FieldPlan[] = [];
  for (const [key, nodes] of selected) {
    const [node] = nodes;
    const definition = node && getFieldDef(execution.schema, type, node);
    if (definition) fields.push(planOf(execution, type, key, nodes, definition));
  }
  // from entries: an alias may be __proto__
  return { fields, empty: Object.fromEntries(fields.map(({ key }) => [key, null])) };
}

function planOf(
  execution: ExecutionContext,
  parentType: GraphQLObjectType,
  key: string,
  nodes: readonly FieldNode[],
  definition: GraphQLField<unknown, unknown>,
): FieldPlan {
  const { schema, fragments, operation } = execution;
  const { name, type, resolve } = definition;
  const [node] = nodes as [FieldNode];
  const args = node.arguments?.some(namesVariable) ? null : argumentsOf(definition, node, {});
  const info = {
    fieldName: name,
    fieldNodes: nodes,
    returnType: type,
    parentType,
    schema,
    fragments,
    operation,
    get path(): never {
      throw new Error('a field is planned once for all places where it stands: it has no path');
    },
    get variableValues(): never {
      throw new Error('a field is planned once for all variables: it knows none');
    },
    get rootValue(): never {
      throw new Error('a field is planned once for all runs: it has no root value');
    },
  };
  const nullable = getNullableType(type);
  const leaf = isLeafType(nullable) ? nullable : null;
  return { key, name, type, leaf, nodes, resolve, definition, args, info, below: new Map() };
}
