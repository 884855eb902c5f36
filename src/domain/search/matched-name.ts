import type { Context } from '../context.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { bestInLanguage, isIn, wantedLanguages } from '../name/language.js';
import { labelsOfRecord, namesOfRecord } from '../name/name.loaders.js';
import { spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';
import type { Query } from './query.js';
import type { Hit } from './search.service.js';

type Match = (folded: string, latin: string, query: Query) => boolean;

const within = (words: readonly string[], wanted: readonly string[]) =>
  wanted.every((word, index) =>
    words.some((each) => (index === wanted.length - 1 ? each.startsWith(word) : each === word)),
  );

/** The tiers of a search once more, on one name. */
const MATCHES: readonly Match[] = [
  (folded, _, { key }) => nameKey(folded) === key,
  (folded, _, { key }) => nameKey(folded).startsWith(key),
  (folded, _, { words }) => within(wordsOf(folded), words),
  (_, latin, { latinKey, latinWords }) => nameKey(latin).startsWith(latinKey) || within(wordsOf(latin), latinWords),
  (_, latin, { sounds }) => {
    const heard = wordsOf(latin).map(spellingKey);
    return sounds.every((sound) => heard.includes(sound));
  },
];

/** Which of a hit's names matched, in the reader's language where there are several; the usual name where only the summary did. */
export async function matchedName(context: Context, hit: Hit): Promise<{ text: string; lang: string | null }> {
  const { query, language, tier } = hit;
  const wanted = wantedLanguages(language, context.languages);
  const names = (await context.load(namesOfRecord, hit.id)).filter((name) => language === null || isIn(language, name));
  const matching = names.filter(({ text }) => {
    const folded = fold(text);
    return MATCHES[tier - 1]?.(folded, transliterate(folded), query);
  });
  const best = bestInLanguage(matching, wanted) ?? bestInLanguage(await context.load(labelsOfRecord, hit.id), wanted);
  return best ?? { text: hit.slug, lang: null };
}
