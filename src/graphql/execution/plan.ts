import {
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  getArgumentValues,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import { type ExecutionContext, getFieldDef } from 'graphql/execution/execute.js';

/** One field of a selection, worked out once for all objects that it is asked of. */
export interface FieldPlan {
  /** Its name in the answer: the alias, else the field's own. */
  readonly key: string;
  readonly name: string;
  readonly type: GraphQLOutputType;
  readonly nodes: readonly FieldNode[];
  /** Absent where the field is a property of the object. */
  readonly resolve: GraphQLFieldResolver<unknown, unknown> | undefined;
  /** The same object for every call, so that what is made of it can be kept. */
  readonly args: Record<string, unknown>;
  /** Why the arguments are wrong. */
  readonly mistake: unknown;
  readonly info: GraphQLResolveInfo;
  /** What is selected of its value, by the value's type. */
  readonly below: Map<GraphQLObjectType, readonly FieldPlan[]>;
}

/** What the root of an operation selects. */
export const planOperation = (execution: ExecutionContext, root: GraphQLObjectType): FieldPlan[] => {
  const { schema, fragments, variableValues, operation } = execution;
  return plansOf(execution, root, collectFields(schema, fragments, variableValues, root, operation.selectionSet));
};

/** What a field selects of a value of this type. */
export function planBelow(execution: ExecutionContext, field: FieldPlan, type: GraphQLObjectType) {
  const known = field.below.get(type);
  if (known) return known;
  const { schema, fragments, variableValues } = execution;
  const nodes = collectSubfields(schema, fragments, variableValues, type, field.nodes as FieldNode[]);
  const plans = plansOf(execution, type, nodes);
  field.below.set(type, plans);
  return plans;
}

function plansOf(
  execution: ExecutionContext,
  type: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): FieldPlan[] {
  const plans: FieldPlan[] = [];
  for (const [key, nodes] of selected) {
    const [node] = nodes;
    const definition = node && getFieldDef(execution.schema, type, node);
    if (definition) plans.push(planOf(execution, type, key, nodes, definition));
  }
  return plans;
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
  return { key, name, type, nodes, resolve, args, mistake, info, below: new Map() };
}
