import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fold } from '../../../src/domain/name/fold.js';
import { transliterate } from '../../../src/domain/name/transliterate.js';

const latin = (text: string) => transliterate(fold(text));

test.each([
  ['Гоита', 'goita'],
  ['Владимир Путин', 'vladimir putin'],
  ['Борис Ельцин', 'boris yeltsin'],
  ['Никита Хрущёв', 'nikita khrushchev'],
  ['Сергей Лавров', 'sergei lavrov'],
  ['Чайковский', 'chaikovskii'],
  ['Жуков', 'zhukov'],
  ['Юлия', 'yuliya'],
  ['Соловьёв', 'solovyev'],
  ['Подъезд', 'podyezd'],
  ['Алексей Навальный', 'aleksei navalnyi'],
  ['Рыбинск', 'rybinsk'],
  ['Эстония', 'estoniya'],
])('Russian %s → %s', (text, expected) => {
  expect(latin(text)).toBe(expected);
});

test.each([
  ['Ігор Гройсман', 'ihor hroisman'],
  ['Мінск Гродна', 'minsk hrodna'],
  ['Александар Вучић', 'aleksandar vucic'],
  ['Његош', 'njegos'],
  ['Қасым-Жомарт Тоқаев', 'kasym zhomart tokayev'],
  ['Ілияс Есенберлиннің', 'iliyas yesenberlinnin'],
  ['Софія', 'sofiya'],
])('other Cyrillic %s → %s', (text, expected) => {
  expect(latin(text)).toBe(expected);
});

test.each([
  ['Κυριάκος Μητσοτάκης', 'kyriakos mitsotakis'],
  ['Αλέξης Τσίπρας', 'alexis tsipras'],
  ['Γιώργος Παπανδρέου', 'giorgos papandreou'],
  ['Ευρώπη', 'evropi'],
  ['Ευθύμιος', 'efthymios'],
  ['Άγγελος', 'angelos'],
  ['Μπακογιάννη', 'bakogianni'],
  ['Θεσσαλονίκη', 'thessaloniki'],
])('Greek %s → %s', (text, expected) => {
  expect(latin(text)).toBe(expected);
});

test('other letters stay, also beside Cyrillic ones', () => {
  expect(latin('Газпром Export 東京 محمد')).toBe('gazprom export 東京 محمد');
});

test('a text without Cyrillic and Greek comes back as it is; what comes back has nothing left to do', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const folded = fold(text);
      const once = transliterate(folded);
      if (!/[\p{Script=Cyrillic}\p{Script=Greek}]/u.test(folded)) expect(once).toBe(folded);
      expect(transliterate(once)).toBe(once);
    }),
    { numRuns: 2000 },
  );
});
