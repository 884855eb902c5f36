import { randomBytes } from 'node:crypto';
import type { Viewer } from '../auth/viewer.js';
import type { Database } from '../database/database.js';
import { type Context, createContext, type Pulse } from '../domain/context.js';
import type { Kept } from '../domain/kept-rows.js';
import type { Work } from './work.js';

/** The context of one operation; Apollo copies it field by field, so it has to stay a plain object. */
export interface RequestContext extends Context {
  /** Names the request in the log and in a masked error. */
  readonly requestId: string;
  readonly work: Work;
  /** That of a part of the operation, such as one event of a subscription. */
  part(): RequestContext;
}

/** Fresh loaders: what one operation has read is seen by another only as `kept` allows. */
export function createRequestContext(input: {
  database: Database;
  acceptLanguage: string | undefined;
  requestId: string;
  viewer: Viewer | null;
  kept?: Kept | undefined;
  pulse?: Pulse;
  work: Work;
}): RequestContext {
  const { database, acceptLanguage, requestId, viewer, kept, pulse = null, work } = input;
  const languages = acceptedLanguages(acceptLanguage);
  const context = { database: work.reads(database), writes: work.writes(database), viewer, languages, kept, pulse };
  const part = () => createRequestContext({ ...input, work: work.part() });
  return { ...createContext(context), requestId, work, part };
}

const PROCESS = randomBytes(4).toString('hex');
let requests = 0;

/** Unique over all processes that write to one log. */
export const nextRequestId = () => {
  requests += 1;
  return `${PROCESS}-${requests.toString(36)}`;
};

const LANGUAGE = /^([a-z]{2,8}(?:-[a-z\d]{1,8}){0,4})(?:\s*;\s*q=([01](?:\.\d{0,3})?))?$/i;
const MAX_LANGUAGES = 10;

/** The BCP 47 tags of an Accept-Language header, best first. What is refused (q=0), a star or malformed is left out. */
export function acceptedLanguages(header: string | undefined): readonly string[] {
  if (header === undefined) return [];
  return header
    .slice(0, 200)
    .split(',')
    .map((part) => LANGUAGE.exec(part.trim()))
    .filter((match) => match !== null)
    .map(([, tag = '', quality = '1']) => ({ tag, quality: Number(quality) }))
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .slice(0, MAX_LANGUAGES)
    .map(({ tag }) => tag);
}
