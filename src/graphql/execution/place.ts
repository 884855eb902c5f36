/** Where an object or a list of the answer stands: what its path is made of, and what becomes null when it cannot be given. */
export interface Place {
  readonly above: Place | null;
  /** The object or list that holds it, null at the root. */
  readonly holder: Record<string | number, unknown> | null;
  readonly key: string | number;
  readonly nonNull: boolean;
  /** What the resolvers of everything below are given. */
  readonly context: unknown;
  /** It was replaced by null, here or further up; nothing that comes later for it counts. */
  dead: boolean;
}

export const ROOT_KEY = '';

/** The path of a value in the answer: `['agreements', 'nodes', 3, 'label']`. */
export function pathOf(place: Place, key: string | number): (string | number)[] {
  const path = [key];
  for (let at: Place = place; at.above; at = at.above) path.push(at.key);
  return path.reverse();
}

export function isDead(place: Place): boolean {
  for (let at: Place | null = place; at; at = at.above) if (at.dead) return true;
  return false;
}

/** A value that may not be null is missing in `place`: null takes the place of the nearest thing above that may be null. @returns whether that is the whole answer. */
export function bury(place: Place): boolean {
  let at = place;
  at.dead = true;
  while (at.nonNull && at.above) {
    at = at.above;
    at.dead = true;
  }
  if (at.holder) at.holder[at.key] = null;
  return at.above === null;
}
