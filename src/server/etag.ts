import { createHash } from 'node:crypto';
import type { Answer } from './answer.js';

// An answer that is kept is hashed for the first reader only.
const tags = new WeakMap<Answer, string>();

/**
 * The strong entity tag of an answer: of its bytes and media type, which RFC 9110 counts to what a tag stands for. It does not
 * move with the data as a whole: after a write that does not touch an answer its readers' copies are still good.
 */
export function entityTag(answer: Answer): string {
  const known = tags.get(answer);
  if (known !== undefined) return known;
  const hash = createHash('sha256');
  for (const [name, value] of answer.headers) if (name === 'content-type') hash.update(value);
  const tag = `"${hash.update('\n').update(answer.body).digest('base64url').slice(0, 27)}"`;
  tags.set(answer, tag);
  return tag;
}

/**
 * Whether an If-None-Match header names the tag, so that the reader's copy is good. Compared weakly, as RFC 9110 asks: a proxy
 * that compresses an answer makes its tag a weak one.
 */
export function isNamedBy(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.match(/"[^"]*"/g)?.includes(tag) ?? false;
}
