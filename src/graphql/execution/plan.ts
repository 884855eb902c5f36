import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNullableType,
  isLeafType,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type ExecutionContext, getFieldDef } from 'graphql/execution/execute.js';

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
  /** The same object for every call, so that what is made of it can be kept. */
  readonly args: Record<string, unknown>;
  /** Why the arguments are wrong. */
  readonly mistake: unknown;
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

/** What the root of an operation selects. */
export const planOperation = (execution: ExecutionContext, root: GraphQLObjectType): SelectionPlan => {
  const { schema, fragments, variableValues, operation } = execution;
  return selectionOf(execution, root, collectFields(schema, fragments, variableValues, root, operation.selectionSet));
};

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
  const { schema, fragments, rootValue, operation, variableValues } = execution;
  const { name, type, resolve } = definition;
  let args: Record<string, unknown> = {};
  let mistake: unknown = null;
  try {
    args = getArgumentValues(definition, nodes[0] as FieldNode, variableValues);
  } catch (error) {
    mistake = error;
  }
  const info = {
    fieldName: name,
    fieldNodes: nodes,
    returnType: type,
    parentType,
    schema,
    fragments,
    rootValue,
    operation,
    variableValues,
    get path(): never {
      throw new Error('a field is planned once for all places where it stands: it has no path');
    },
  };
  const nullable = getNullableType(type);
  const leaf = isLeafType(nullable) ? nullable : null;
  return { key, name, type, leaf, nodes, resolve, args, mistake, info, below: new Map() };
}
