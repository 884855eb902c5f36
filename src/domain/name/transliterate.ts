type Letters = Readonly<Record<string, string>>;

// Folding has already made й и, ё е, ї і, ў у and taken the marks from Greek.

/** Russian, and what the other Cyrillic alphabets share with it or add to it (BGN/PCGN without its marks). */
const CYRILLIC: Letters = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  // Ukrainian, Belarusian
  є: 'ye',
  і: 'i',
  ґ: 'g',
  // Serbian, Macedonian
  ј: 'j',
  љ: 'lj',
  њ: 'nj',
  ћ: 'c',
  ђ: 'dj',
  џ: 'dz',
  ѕ: 'dz',
  // Kazakh, Kyrgyz, Tatar
  ә: 'a',
  ғ: 'g',
  қ: 'k',
  ң: 'n',
  ө: 'o',
  ұ: 'u',
  ү: 'u',
  һ: 'h',
};

/** Serbian and Macedonian as their own Latin alphabet writes them, folded (č c, š s, ž z). */
const SERBIAN: Letters = { ...CYRILLIC, ж: 'z', х: 'h', ц: 'c', ч: 'c', ш: 's' };
const UKRAINIAN: Letters = { ...CYRILLIC, г: 'h' };

const GREEK: Letters = {
  α: 'a',
  β: 'v',
  γ: 'g',
  δ: 'd',
  ε: 'e',
  ζ: 'z',
  η: 'i',
  θ: 'th',
  ι: 'i',
  κ: 'k',
  λ: 'l',
  μ: 'm',
  ν: 'n',
  ξ: 'x',
  ο: 'o',
  π: 'p',
  ρ: 'r',
  σ: 's',
  τ: 't',
  υ: 'y',
  φ: 'f',
  χ: 'ch',
  ψ: 'ps',
  ω: 'o',
};

/** Greek letters that stand for one sound together (ELOT 743), in the order in which they are looked for. */
const GREEK_GROUPS: readonly (readonly [RegExp, string])[] = [
  [/ου/g, 'ou'],
  [/([αεη])υ(?=[θκξπστφχψ]|(?![\p{L}\p{N}]))/gu, '$1f'],
  [/([αεη])υ/g, '$1v'],
  [/γ(?=[γξχ])/g, 'n'],
  [/(?<![\p{L}\p{N}])μπ/gu, 'b'],
];

function letters(text: string, table: Letters): string {
  return Array.from(text, (letter) => table[letter] ?? letter).join('');
}

function cyrillic(text: string): string {
  if (/[јљњћђџѕ]/.test(text)) return letters(text, SERBIAN);
  if (/[ієґ]/.test(text) && !/[ұүөәғқңһ]/.test(text)) return letters(text, UKRAINIAN);
  // elsewhere е is ye at the start of a word, after a vowel and after a sign
  return letters(text.replace(/(?<![\p{L}\p{N}])е|(?<=[аеиоуыэюяьъ])е/gu, 'є'), CYRILLIC);
}

function greek(text: string): string {
  return letters(
    GREEK_GROUPS.reduce((t, [group, sound]) => t.replace(group, sound), text),
    GREEK,
  );
}

/**
 * Folded Cyrillic and Greek text in Latin letters, by rule; all other characters stay as they are.
 * The alphabet tells the language: Serbian or Ukrainian letters anywhere in the text change how the others read.
 */
export function transliterate(folded: string): string {
  let text = folded;
  if (/\p{Script=Cyrillic}/u.test(text)) text = cyrillic(text);
  if (/\p{Script=Greek}/u.test(text)) text = greek(text);
  return text;
}
