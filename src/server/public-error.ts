import { ApolloServerErrorCode } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { AccordError, ERROR_CODES } from '../errors.js';
import { LIMIT_CODES } from '../graphql/bounds/refuse.js';
import type { Logger } from '../logger.js';
import { nextRequestId } from './context.js';

const PUBLIC: ReadonlySet<unknown> = new Set(
  [...ERROR_CODES, 'TOO_MANY_REQUESTS', ...Object.values(ApolloServerErrorCode)].filter(
    (code) => code !== 'CANNOT_START' && code !== ApolloServerErrorCode.INTERNAL_SERVER_ERROR,
  ),
);

export type PublishError = (
  error: unknown,
  formatted: GraphQLFormattedError,
  requestId?: string,
) => GraphQLFormattedError;

/**
 * What a client may see of an error: those that are meant for it, with their code. Everything else is logged under the
 * id of its request and masked. HTTP and WebSocket answers both go through here.
 */
export function createErrorPublisher(logger: Logger): PublishError {
  return (error, formatted, requestId = nextRequestId()) => {
    const cause = rootOf(error);
    const code = limitOf(cause) ?? codeOf(formatted);
    if (isForClient(cause) && PUBLIC.has(code)) {
      const isLogged = code === 'UNAVAILABLE';
      if (isLogged) logger.warn({ requestId, err: cause }, 'not available now');
      return {
        ...explained(inShort(formatted, cause)),
        extensions: { ...formatted.extensions, ...variableOf(formatted), code, ...(isLogged && { requestId }) },
      };
    }
    logger.error({ requestId, path: formatted.path, err: cause }, 'internal error');
    return {
      message: 'Internal server error',
      ...(formatted.locations && { locations: formatted.locations }),
      ...(formatted.path && { path: formatted.path }),
      extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
    };
  };
}

/** Apollo and graphql-js wrap what a resolver or a scalar has thrown, sometimes twice. */
export function rootOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError !== undefined) cause = cause.originalError;
  return cause;
}

/** Apollo gives its own code to all that is wrong with a document. */
const limitOf = (cause: unknown): unknown => {
  const code = cause instanceof GraphQLError ? cause.extensions['code'] : undefined;
  return LIMIT_CODES.has(code) ? code : undefined;
};

const isForClient = (cause: unknown) => cause instanceof AccordError || cause instanceof GraphQLError;

const LONGEST_MESSAGE = 500;

/** graphql-js quotes what is wrong whole, however long it is: of a long message the beginning and the end tell what matters. */
function inShort<Formatted extends GraphQLFormattedError>(formatted: Formatted, cause: unknown): Formatted {
  const { message } = formatted;
  const isOfGraphqlJs = !(cause instanceof AccordError) || message.startsWith('Variable "');
  if (message.length <= LONGEST_MESSAGE || !isOfGraphqlJs) return formatted;
  return { ...formatted, message: `${message.slice(0, 150)} … ${message.slice(-300)}` };
}

/** What graphql-js cannot know: that the past is asked for one record at a time. */
const explained = <Formatted extends GraphQLFormattedError>(formatted: Formatted): Formatted =>
  /^Unknown argument "asOf" /.test(formatted.message)
    ? {
        ...formatted,
        message: `${formatted.message} Lists tell the present; the past is told by the questions for one record, as agreement(ref: "…", asOf: "…").`,
      }
    : formatted;

/** The variable that is wrong and the place in it, as `$filter.date.from`: graphql-js says it in words only. */
function variableOf({ message }: GraphQLFormattedError): { argument?: string } {
  const name = /^Variable "\$(\w+)" /.exec(message)?.[1];
  if (name === undefined) return {};
  const place = new RegExp(` at "(${name}(?:\\.\\w+|\\[\\d+\\])+)"; `).exec(message)?.[1];
  return { argument: `$${place ?? name}` };
}

function codeOf({ message, extensions }: GraphQLFormattedError): unknown {
  const code = extensions?.['code'] ?? 'INTERNAL_SERVER_ERROR';
  // graphql-js gives no code to a variable that does not fit, nor to an argument that turns out wrong only at run time
  // (null in a variable that has a default)
  return code === 'INTERNAL_SERVER_ERROR' && /^(Argument|Variable) "/.test(message) ? 'BAD_USER_INPUT' : code;
}
