import { hash } from 'node:crypto';
import { fold } from '../../domain/name/fold.js';

/** A slug holds 200 characters; a meeting's delegations append to it. */
const LONGEST = 150;
const HASHED = 8;

/** A text as a slug, without what a slug cannot hold; empty where nothing is left. */
export const slugText = (text: string): string =>
  fold(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

/** The slug of a key: readable, and another one for every other key, by a short hash where a slug cannot hold all of it. */
export function slugOfKey(prefix: string, key: string): string {
  const text = slugText(key);
  const whole = text === key && text.length <= LONGEST;
  const parts = [slugText(prefix), text.slice(0, LONGEST).replace(/-+$/, '')];
  if (!whole) parts.push(hash('sha256', key).slice(0, HASHED));
  return parts.filter((part) => part !== '').join('-');
}
