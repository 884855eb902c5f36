/** Words that lead to the next one, folded: articles and what joins names in French and English. */
const PARTICLES: ReadonlySet<string> = new Set(['de', 'des', 'du', 'la', 'le', 'les', 'of', 'the']);

/**
 * Where in a list of words those stand that name something. The last one always does, because it may be begun only; where
 * there is nothing else, they all do.
 */
export function namingPlaces(words: readonly string[]): readonly number[] {
  const isNaming = (word: string) => !PARTICLES.has(word);
  return words.flatMap((word, place) =>
    place === words.length - 1 || isNaming(word) || !words.some(isNaming) ? [place] : [],
  );
}

/** The words that name something. */
export const namingWords = (words: readonly string[]): string[] =>
  namingPlaces(words).map((place) => words[place] as string);
