import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { HttpError } from './http-error.js';
import { MAX_JSON_DEPTH } from './limits.js';

/** Throws for bytes that are no UTF-8. */
export const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The only bodies that are read: application/json in UTF-8. Forms, plain text and the like can be sent by any web page
 * without asking; that they are refused is what makes it safe to run without Apollo's CSRF prevention.
 */
export function acceptJsonOnly(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      refuseOtherEncodings(request.headers);
      parse(request, decode(body as Buffer), (error, json) =>
        error ? done(new HttpError(400, 'The request body is not valid JSON.')) : done(depthError(json), json),
      );
    } catch (error) {
      done(error as Error);
    }
  });
}

function refuseOtherEncodings(headers: IncomingHttpHeaders): void {
  const transfer = headers['transfer-encoding'];
  // Node reads the pieces, and leaves what they are packed in as it is
  if (transfer !== undefined && !/^\s*chunked\s*$/i.test(transfer)) {
    throw new HttpError(415, 'The request body must come without a Transfer-Encoding, or with chunked alone.');
  }
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) {
    throw new HttpError(415, `The request body must be in UTF-8, not in ${charset}.`);
  }
  if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity') {
    throw new HttpError(415, 'The request body must come without a Content-Encoding.');
  }
}

function decode(body: Buffer): string {
  try {
    return strictUtf8.decode(body);
  } catch {
    throw new HttpError(400, 'The request body is not valid UTF-8.');
  }
}

function depthError(json: unknown): Error | null {
  return isDeeper(json, MAX_JSON_DEPTH)
    ? new HttpError(400, `The request body is nested deeper than ${MAX_JSON_DEPTH} levels.`)
    : null;
}

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)));

/** Whether a value is more than a body may be: nested too deep, or with a key that could lead to the prototype of what it is copied to. */
export const isBeyondBodies = (value: unknown): boolean => isDeeper(value, MAX_JSON_DEPTH) || meansPrototypes(value);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const meansPrototypes = (value: unknown): boolean =>
  isObject(value) &&
  (Object.hasOwn(value, '__proto__') ||
    (Object.hasOwn(value, 'constructor') && isObject(value['constructor']) && 'prototype' in value['constructor']) ||
    Object.values(value).some(meansPrototypes));
