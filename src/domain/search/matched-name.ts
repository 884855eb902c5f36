import type { Context } from '../context.js';
import { bestInLanguage, isIn, wantedLanguages } from '../name/language.js';
import { labelsOfRecord, namesOfRecord } from '../name/name.loaders.js';
import { keysOfName } from '../name/name-rows.js';
import type { Query } from './query.js';
import type { Hit } from './search.service.js';

type Keys = ReturnType<typeof keysOfName>;
type Match = (name: Keys, query: Query) => boolean;

const within = (words: string, wanted: readonly string[]) =>
  wanted.every((word, index) => words.includes(index === wanted.length - 1 ? ` ${word}` : ` ${word} `));

const latinOf = ({ words, latin_words }: Keys) => latin_words ?? words;

/** The tiers of a search once more, on one name. */
const MATCHES: readonly Match[] = [
  (name, { key, bareKey }) => name.key === key || name.key === bareKey,
  (name, { key }) => name.key.startsWith(key),
  (name, { words }) => within(name.words, words),
  (name, { latinKey, latinWords }) =>
    (name.latin_key ?? name.key).startsWith(latinKey) || within(latinOf(name), latinWords),
  ({ spelling }, { sounds }) => sounds.every((each) => each.some((sound) => spelling.includes(` ${sound} `))),
];

/** Which of a hit's names matched, in the reader's language where there are several; the usual name where only the summary did. */
export async function matchedName(context: Context, hit: Hit): Promise<{ text: string; lang: string | null }> {
  const { query, language, tier } = hit;
  const wanted = wantedLanguages(language, context.languages);
  const names = (await context.load(namesOfRecord, hit.id)).filter((name) => language === null || isIn(language, name));
  const matching = names.filter(({ text }) => MATCHES[tier - 1]?.(keysOfName(text), query));
  const best = bestInLanguage(matching, wanted) ?? bestInLanguage(await context.load(labelsOfRecord, hit.id), wanted);
  return best ?? { text: hit.slug, lang: null };
}
