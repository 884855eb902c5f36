import { ForbiddenError, UnauthenticatedError } from '../errors.js';
import { includes, type Role } from './roles.js';

/** Who asks, as far as a token tells. */
export interface Viewer {
  /** The name of the token: what the history says. */
  readonly name: string;
  readonly role: Role;
  readonly tokenId: number;
}

/** @throws UnauthenticatedError for nobody, ForbiddenError for somebody who may not. */
export function requireRole(viewer: Viewer | null, needed: Role): Viewer {
  if (!viewer) throw new UnauthenticatedError(needed);
  if (!includes(viewer.role, needed)) throw new ForbiddenError(viewer.role, needed);
  return viewer;
}
