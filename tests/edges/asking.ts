import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';

export interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  /** Codes of all errors. */
  readonly codes: readonly unknown[];
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  readonly json: any;
}

/** Posts a document as clients do. */
export const post = (
  origin: string,
  query: string,
  { headers = {}, ...rest }: { variables?: unknown; operationName?: string; headers?: Record<string, string> } = {},
): Promise<Told> => postBody(origin, JSON.stringify({ query, ...rest }), headers);

export async function postBody(
  origin: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Promise<Told> {
  return await told(
    await fetch(`${origin}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }),
  );
}

export async function told(response: Response): Promise<Told> {
  const text = await response.text();
  const json = response.headers.get('content-type')?.includes('json') ? JSON.parse(text) : undefined;
  const codes = (json?.errors ?? []).map(({ extensions }: { extensions?: { code?: unknown } }) => extensions?.code);
  return { status: response.status, headers: response.headers, text, json, codes };
}

/** Asks over a socket of its own; the errors or the first result. */
export async function askSocket(origin: string, query: string, variables: Record<string, unknown> = {}) {
  const url = `${origin.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  try {
    for await (const result of client.iterate({ query, variables })) return result;
    return {};
  } catch (errors) {
    return { errors: errors as readonly { message: string; extensions: Record<string, unknown> }[] };
  } finally {
    await client.dispose();
  }
}
