import type { ApolloServerOptions } from '@apollo/server';
import type { GraphQLSchema } from 'graphql';
import { executeOperation } from '../graphql/execution/execute.js';
import type { RequestContext } from './context.js';

type Gateway = NonNullable<ApolloServerOptions<object>['gateway']>;
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;

/** Has Apollo execute operations with our own executor: a gateway is the one place where it takes another. */
export function executedBy(schema: GraphQLSchema): Gateway {
  const executor: Executor = async ({ document, request, operationName, context }) =>
    executeOperation(
      {
        schema,
        document,
        contextValue: context,
        variableValues: request.variables ?? null,
        operationName: operationName ?? request.operationName ?? null,
      },
      (context as RequestContext).work.signal,
    );
  return {
    onSchemaLoadOrUpdate(tell) {
      tell({ apiSchema: schema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: async () => ({ executor }),
    stop: async () => undefined,
  };
}
