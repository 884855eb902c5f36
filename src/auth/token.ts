import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const PREFIX = 'accord';
const SECRET_BYTES = 32;
const SHAPE = /^accord_([1-9]\d{0,8})_([A-Za-z0-9_-]{43})$/;

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

export interface NewToken {
  /** What its owner sends; it is not kept anywhere. */
  readonly token: string;
  /** What is kept: SHA-256 of its secret part in hexadecimal. 256 random bits need no slow hash. */
  readonly hash: string;
}

/** A new token with 256 random bits. `id` is that of its row, by which it is found again. */
export function makeToken(id: number): NewToken {
  const secret = randomBytes(SECRET_BYTES).toString('base64url');
  return { token: `${PREFIX}_${id}_${secret}`, hash: hashOf(secret).toString('hex') };
}

/** The parts of what may be a token; null for anything else. */
export function readToken(text: string): { readonly id: number; readonly secret: string } | null {
  const match = SHAPE.exec(text);
  return match?.[1] && match[2] ? { id: Number(match[1]), secret: match[2] } : null;
}

// Compared with where there is no such token, so that the time tells nothing.
const NOBODY = '0'.repeat(64);

/** Whether a secret is the one that was hashed, in the same time whether or not. `hash` is null where there is nothing to compare with. */
export const isSecret = (secret: string, hash: string | null): boolean =>
  timingSafeEqual(hashOf(secret), Buffer.from(hash ?? NOBODY, 'hex')) && hash !== null;

const BEARER = /^Bearer +(\S+)$/i;

/** The token in an Authorization header; null where there is no header, undefined where there is none that can be read. */
export function bearerOf(header: string | undefined): string | null | undefined {
  if (header === undefined) return null;
  return BEARER.exec(header.trim())?.[1];
}
