import type { IncomingHttpHeaders } from 'node:http';
import { canonicalJson } from './canonical-json.js';
import { acceptedLanguages } from './context.js';
import { isBeyondBodies } from './json-body.js';

export interface HttpQuestion {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  /** The URL from its question mark on. */
  readonly search: string;
  readonly body: unknown;
}

interface Asked {
  readonly query: unknown;
  readonly operationName: unknown;
  readonly variables: unknown;
  readonly extensions: unknown;
}

// No word of GraphQL can be written in another way: what does not hold these does nothing but ask.
const MAY_DO_MORE = /\b(?:mutation|subscription)\b/;

/**
 * Everything that the answer to a request depends on, besides the data, as one text: equal texts, equal answers. GET and POST
 * ask the same. Undefined where the request may do more than ask, or is none that is answered.
 * @param scope whose question it is: an answer may tell who asked.
 */
export function questionOf(request: HttpQuestion, scope = ''): string | undefined {
  const asked = request.method === 'GET' ? askedByUrl(request) : askedByBody(request.body);
  if (!asked) return undefined;
  const { query, operationName, variables, extensions } = asked;
  if (typeof query !== 'string' || MAY_DO_MORE.test(query)) return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  if (variables != null && !isRecord(variables)) return undefined;
  // Of extensions the server knows this one only, and refuses it; clients send others of their own.
  if (extensions != null && (!isRecord(extensions) || 'persistedQuery' in extensions)) return undefined;
  const { accept, 'accept-language': languages } = request.headers;
  const head = [scope, accept ?? null, acceptedLanguages(languages), operationName ?? null, query];
  return `${JSON.stringify(head)}\n${canonicalJson(variables ?? {})}`;
}

/** What a request asks, by its body or its address; undefined where that cannot be told. */
export const askedIn = (request: Pick<HttpQuestion, 'method' | 'headers' | 'body'> & { readonly url: string }) => {
  const { method, headers, body, url } = request;
  const start = url.indexOf('?');
  return method === 'GET'
    ? askedByUrl({ method, headers, body, search: start < 0 ? '' : url.slice(start) })
    : askedByBody(body);
};

function askedByUrl({ headers, search }: HttpQuestion): Asked | undefined {
  // whether a GET may have one is not for here to say
  if (headers['content-type'] !== undefined) return undefined;
  const params = new URLSearchParams(search);
  if (new Set(params.keys()).size !== params.size) return undefined;
  try {
    const [variables, extensions] = ['variables', 'extensions'].map((name) => record(params.get(name)));
    return { query: params.get('query'), operationName: params.get('operationName'), variables, extensions };
  } catch {
    return undefined;
  }
}

function record(text: string | null): unknown {
  if (text === null) return undefined;
  const value = JSON.parse(text);
  if (!isRecord(value)) throw new TypeError('no record that anybody means');
  return value;
}

/** Whether the JSON in an address is more than a body may be. What is no JSON at all is told elsewhere. */
export function asksBeyondBodies(search: string): boolean {
  const params = new URLSearchParams(search);
  return ['variables', 'extensions'].some((name) => {
    try {
      return isBeyondBodies(JSON.parse(params.get(name) ?? 'null'));
    } catch {
      return false;
    }
  });
}

const askedByBody = (body: unknown): Asked | undefined => (isRecord(body) ? (body as unknown as Asked) : undefined);

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
