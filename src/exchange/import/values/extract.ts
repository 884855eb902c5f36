/** The named ways to take a part of a text; each gives undefined where the text has no such part. */
export type Extract = (text: string) => string | undefined;

const upTo =
  (mark: string): Extract =>
  (text) => {
    const at = text.indexOf(mark);
    return at < 0 ? undefined : text.slice(0, at);
  };

const from =
  (mark: string): Extract =>
  (text) => {
    const at = text.indexOf(mark);
    return at < 0 ? undefined : text.slice(at + mark.length);
  };

/** What stands before the first mark, or the whole text where there is none: "Ministry, Government Agency". */
export const before =
  (mark: string): Extract =>
  (text) =>
    upTo(mark)(text) ?? text;

/** What stands after the first mark; nothing where there is none. */
export const after = from;

/** What stands between two marks, such as brackets. */
export const between =
  (open: string, close: string): Extract =>
  (text) => {
    const rest = from(open)(text);
    return rest === undefined ? undefined : upTo(close)(rest);
  };

/** The first group of a regular expression, or all that it finds where it has none. */
export const found =
  (pattern: RegExp): Extract =>
  (text) => {
    const match = pattern.exec(text);
    return match === null ? undefined : (match.slice(1).find((group) => group !== undefined) ?? match[0]);
  };
