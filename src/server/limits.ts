/** graphql-js parses by recursion: some documents of 2000 tokens overflow its stack. GraphiQL's introspection has 184. */
export const MAX_TOKENS = 1000;

/** Validation stops after this many errors: a reader needs the first few, a huge wrong document must not cost more. */
export const MAX_VALIDATION_ERRORS = 5;

/** Nesting of a request's JSON. Input objects are coerced by recursion. */
export const MAX_JSON_DEPTH = 64;

/** How long a closing server waits for requests in flight, in milliseconds. */
export const DRAIN_MS = 10_000;

/** How long a closing server waits for sockets to answer its close frame, in milliseconds. */
export const SOCKET_CLOSE_MS = 2_000;
