import type { Context } from '../context.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { bestInLanguage, wantedLanguages } from '../name/language.js';
import { namesOfRecord } from '../name/name.loaders.js';
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

/** Which of a hit's names matched best; the usual name where only the summary did. */
export async function matchedName(context: Context, hit: Hit): Promise<{ text: string; lang: string | null }> {
  const names = await context.load(namesOfRecord, hit.id);
  for (const matches of MATCHES)
    for (const name of names) {
      const folded = fold(name.text);
      if (matches(folded, transliterate(folded), hit.query)) return name;
    }
  const usual = names.filter(({ kind }) => kind === 'PRIMARY');
  return bestInLanguage(usual, wantedLanguages(null, context.languages)) ?? { text: hit.slug, lang: null };
}
