import type { Context } from '../context.js';
import { bestInLanguage, isIn, wantedLanguages } from '../name/language.js';
import { labelsOfRecord, namesOfRecord } from '../name/name.loaders.js';
import { keysOfName } from '../name/name-rows.js';
import type { Query } from './query.js';
import type { Hit } from './search.service.js';

type Keys = ReturnType<typeof keysOfName>;
type Match = (name: Keys, query: Query) => boolean;

/** How many of the words stand in a column, the last one at least begun. */
const standing = (column: string, wanted: readonly string[]): number =>
  wanted.filter((word, index) => column.includes(index === wanted.length - 1 ? ` ${word}` : ` ${word} `)).length;

const within = (column: string, wanted: readonly string[]) => standing(column, wanted) === wanted.length;

const latinOf = ({ words, latin_words }: Keys) => latin_words ?? words;

/** The tiers of a search once more, on one name. */
const MATCHES: readonly Match[] = [
  (name, { key, bareKeys }) => name.key === key || bareKeys.includes(name.key),
  (name, { key }) => name.key.startsWith(key),
  (name, { namingWords }) => within(name.words, namingWords),
  (name, { latinKey, latinWords }) =>
    (name.latin_key ?? name.key).startsWith(latinKey) || within(latinOf(name), latinWords),
  ({ spelling }, { sounds }) => sounds.every((each) => each.some((sound) => spelling.includes(` ${sound} `))),
];

/** Where no name has all the words, because others or the summary have the rest: those that have most of them. */
function havingMost<Item extends { readonly text: string }>(
  names: readonly Item[],
  { words, latinWords }: Query,
): Item[] {
  const counts = names.map(({ text }) => {
    const keys = keysOfName(text);
    return Math.max(standing(keys.words, words), standing(latinOf(keys), latinWords));
  });
  const most = Math.max(...counts);
  return most > 0 ? names.filter((_, index) => counts[index] === most) : [];
}

/** Which of a hit's names matched, in the reader's language where there are several; the usual name where only the summary did. */
export async function matchedName(context: Context, hit: Hit): Promise<{ text: string; lang: string | null }> {
  const { query, language, tier } = hit;
  const wanted = wantedLanguages(language, context.languages);
  const names = (await context.load(namesOfRecord, hit.id)).filter((name) => language === null || isIn(language, name));
  const matching = names.filter(({ text }) => MATCHES[tier - 1]?.(keysOfName(text), query));
  const best =
    bestInLanguage(matching, wanted) ??
    bestInLanguage(havingMost(names, query), wanted) ??
    bestInLanguage(await context.load(labelsOfRecord, hit.id), wanted);
  return best ?? { text: hit.slug, lang: null };
}
