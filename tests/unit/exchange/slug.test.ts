import { expect, test } from 'vitest';
import { slugOfKey, slugText } from '../../../src/exchange/import/slug.js';

test('a key that a slug can hold is kept as it is', () => {
  expect(slugOfKey('visit', '2076')).toBe('visit-2076');
});

test('unlike keys have unlike slugs, also where folding makes them alike', () => {
  const slugs = ['Q1', 'q1', 'q 1', 'Q-1', 'é', 'e', '漢', '字'].map((key) => slugOfKey('x', key));
  expect(new Set(slugs).size).toBe(slugs.length);
  for (const slug of slugs) expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

test('a long key is cut and told apart', () => {
  const [one, two] = [slugOfKey('x', `${'a'.repeat(500)}1`), slugOfKey('x', `${'a'.repeat(500)}2`)];
  expect(one).not.toBe(two);
  expect(one.length).toBeLessThanOrEqual(200);
});

test('a text becomes a slug without accents and signs', () => {
  expect(slugText('  Visite d’État : Bénin ')).toBe('visite-d-etat-benin');
});
