const LONGEST = 60;

/** The text in double quotes for an error message: at most 60 characters, nothing unprintable. */
export function quoted(text: string): string {
  const letters = Array.from(text.slice(0, 2 * LONGEST + 2).replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '\u{fffd}'));
  return letters.length > LONGEST ? `"${letters.slice(0, LONGEST).join('')}…"` : `"${letters.join('')}"`;
}
