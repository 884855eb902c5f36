/** Nesting of a request's JSON. Input objects are coerced by recursion. */
export const MAX_JSON_DEPTH = 64;

/** How long a closing server waits for requests in flight, in milliseconds. */
export const DRAIN_MS = 10_000;

/** How long a closing server waits for sockets to answer its close frame, in milliseconds. */
export const SOCKET_CLOSE_MS = 2_000;
