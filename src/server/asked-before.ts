const PLACES = 65_536;

/**
 * Remembers which questions have been asked before, in 256 KB whatever comes. It may forget one, or take one for another:
 * good enough to tell what is worth keeping.
 */
export class AskedBefore {
  readonly #hashes = new Uint32Array(PLACES);

  /** Whether the question has been asked before; from now on it has. */
  note(question: string): boolean {
    const hash = hashOf(question);
    // two places each, so that two questions with one place in common do not make each other forgotten
    const places = [hash % PLACES, hash >>> 16] as const;
    const isKnown = places.some((place) => this.#hashes[place] === hash);
    for (const place of places) this.#hashes[place] = hash;
    return isKnown;
  }
}

/** FNV-1a over UTF-16 units, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
