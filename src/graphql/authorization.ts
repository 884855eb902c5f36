import type { AuthChecker } from 'type-graphql';
import type { Role } from '../auth/roles.js';
import { requireRole, type Viewer } from '../auth/viewer.js';

/** Lets through who has the role that a field or mutation asks for. @throws UnauthenticatedError, ForbiddenError. */
export const checkRole: AuthChecker<{ readonly viewer: Viewer | null }, Role> = ({ context }, [needed = 'admin']) => {
  requireRole(context.viewer, needed);
  return true;
};
