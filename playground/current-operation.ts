import type { Fetcher } from '@graphiql/toolkit';
import { type DocumentNode, Kind, parse } from 'graphql';

/**
 * GraphiQL reads the operation's name off the text a moment after it has changed (100 ms). Whoever changes the tab and
 * runs it sooner would send the name of the tab before: here the name is taken from what is really sent.
 */
export function withCurrentOperation(fetcher: Fetcher): Fetcher {
  return (request, options) => {
    const document = parsed(request.query);
    const operations = document?.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    if (document === undefined || operations?.length !== 1) return fetcher(request, options);
    const operationName = operations[0]?.name?.value ?? null;
    return fetcher({ ...request, operationName }, { ...options, documentAST: document });
  };
}

/** Undefined where the text is no GraphQL: the server says what is wrong with it. */
function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query);
  } catch {
    return undefined;
  }
}
