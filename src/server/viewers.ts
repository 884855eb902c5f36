import { bearerOf } from '../auth/token.js';
import type { Viewer } from '../auth/viewer.js';
import type { Reads } from '../database/database.js';
import { viewerOf } from '../domain/token/token.service.js';
import { InvalidTokenError, UnauthenticatedError } from '../errors.js';

/** Tells who sends an Authorization header; undefined is no header. */
export type Viewers = (authorization: string | undefined) => Promise<Viewer | null>;

/**
 * Each request is looked up anew: a token that was made or revoked a moment ago, by whatever process, is so already.
 * @throws (what it gives) InvalidTokenError for a token without effect, UnauthenticatedError for nobody where reading is not public.
 */
export const viewersOf =
  (reads: Reads, { publicRead }: { readonly publicRead: boolean }): Viewers =>
  async (authorization) => {
    const token = bearerOf(authorization);
    if (token === undefined) throw new InvalidTokenError();
    if (token === null) {
      if (!publicRead) throw new UnauthenticatedError('reader');
      return null;
    }
    const viewer = await viewerOf(reads, token);
    if (!viewer) throw new InvalidTokenError();
    return viewer;
  };
