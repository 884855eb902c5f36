import type { RecordType } from '../record/record.enums.js';
import type { LocalText, NameDraft } from '../write/receipts.draft.js';
import type { Rows } from '../write/rows.js';
import { fold, indexable, joinedWords, nameKey, wordsToIndex } from './fold.js';
import type { NameKind } from './name.enums.js';
import { spellingKey } from './spelling.js';
import { transliterate } from './transliterate.js';

export interface NamedDraft extends NameDraft {
  readonly kind: NameKind;
}

/** The first name of a language is its primary one, further ones are aliases, unless the draft says otherwise; one is primary in any case. */
export function withKinds(names: readonly NameDraft[]): NamedDraft[] {
  const named = new Set(names.filter(({ kind }) => kind === 'PRIMARY').map(({ lang }) => lang));
  const kinds = names.map(({ kind, lang }): NameKind => {
    if (kind) return kind;
    if (named.has(lang)) return 'ALIAS';
    named.add(lang);
    return 'PRIMARY';
  });
  if (!kinds.includes('PRIMARY') && kinds.length > 0) kinds[0] = 'PRIMARY';
  return names.map((name, index) => ({ ...name, kind: kinds[index] as NameKind }));
}

const spaced = (words: readonly string[]) => ` ${words.join(' ')} `;

/** What names are found by, made of their text. */
export function keysOfName(text: string) {
  const folded = fold(text);
  const latin = transliterate(folded);
  const joined = joinedWords(text);
  const words = (form: string, also: readonly string[]) => [...new Set([...wordsToIndex(form), ...also])];
  const latinWords = words(latin, joined.map(transliterate));
  return {
    key: nameKey(folded),
    latin_key: latin === folded ? null : nameKey(latin),
    words: spaced(words(folded, joined)),
    latin_words: latin === folded ? null : spaced(latinWords),
    spelling: spaced([...new Set(latinWords.map(spellingKey))]),
  };
}

export function addNames(rows: Rows, record: number, type: RecordType, names: readonly NamedDraft[]): void {
  names.forEach(({ text, lang, kind }, position) => {
    rows.add('record_name', {
      id: rows.nextId(),
      record_id: record,
      record_type: type,
      text: text.trim(),
      lang: lang ?? null,
      kind,
      ...keysOfName(text),
      position,
    });
  });
}

/** What a record is ordered by under LABEL: its English, else its first primary name, folded. */
export function labelKeyOf(names: readonly NamedDraft[], slug: string): string {
  const current = names.filter(({ kind }) => kind !== 'FORMER');
  const primary = names.filter(({ kind }) => kind === 'PRIMARY');
  const english = ({ lang }: NamedDraft) => lang?.split('-')[0] === 'en';
  const best =
    primary.find(english) ?? current.find(english) ?? primary.find(({ lang }) => lang === undefined) ?? primary[0];
  return indexable(fold(best?.text ?? slug));
}

/** All words of a record's names and summaries, as written; and in Latin letters where that differs. */
export function searchWords(names: readonly Pick<NamedDraft, 'text'>[], texts: readonly Pick<LocalText, 'text'>[]) {
  const written = [...names, ...texts].map(({ text }) => text);
  const folded = written.map(fold);
  const joined = written.flatMap(joinedWords);
  const words = new Set([...folded.flatMap(wordsToIndex), ...joined]);
  const inLatin = folded.flatMap((text) => {
    const latin = transliterate(text);
    return latin === text ? [] : wordsToIndex(latin);
  });
  const latin = [...inLatin, ...joined.map(transliterate)].filter((word) => !words.has(word));
  return { words: spaced([...words]), latin_words: latin.length === 0 ? null : spaced([...new Set(latin)]) };
}
