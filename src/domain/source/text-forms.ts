/** What programs change about a text without changing what a reader sees, and how to take it back. */
const CHANGES: readonly (readonly [what: string, takeBack: (text: string) => string])[] = [
  ['a byte order mark at its start', (text) => text.replace(/^\ufeff/, '')],
  ['line ends of Windows (CR LF) instead of LF', (text) => text.replace(/\r\n?/g, '\n')],
  ['accents as characters of their own (NFD) instead of NFC', (text) => text.normalize('NFC')],
];

/** Fewest changes first. */
const SUBSETS = [0b001, 0b010, 0b100, 0b011, 0b101, 0b110, 0b111];

/** By what a text differs from the one that `isRight` knows, where it is that one but for how it was saved; else null. */
export function savedDifferently(text: string, isRight: (text: string) => boolean): string | null {
  for (const subset of SUBSETS) {
    const changes = CHANGES.filter((_, index) => subset & (1 << index));
    const restored = changes.reduce((each, [, takeBack]) => takeBack(each), text);
    if (restored !== text && isRight(restored)) return changes.map(([what]) => what).join(', and ');
  }
  return null;
}
