import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const page = readFileSync('docs/limits.md', 'utf8');
const errors = readFileSync('docs/errors.md', 'utf8');
const example = Object.fromEntries(
  [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name = '', value]) => [name, value]),
);
const rows = [...page.matchAll(/^\| (?:`([A-Z_]+)`)? ?\| ([^|]*) \| (?:`([A-Z_]+)`)? ?\|/gm)];

it('lists each setting of a limit with the default that it has', () => {
  const documented = Object.fromEntries(
    rows.flatMap(([, setting, value]) => (setting && /^\d+$/.test(value ?? '') ? [[setting, value]] : [])),
  );
  expect(Object.keys(documented).length).toBeGreaterThan(9);
  expect(documented).toEqual(Object.fromEntries(Object.keys(documented).map((name) => [name, example[name]])));
  const limits = Object.keys(example).filter((name) => /^MAX_|LIMIT$/.test(name));
  expect(limits.filter((name) => !page.includes(`\`${name}\``))).toEqual([]);
});

it('names codes that are explained', () => {
  const codes = rows.flatMap(([, , , code]) => (code === undefined ? [] : [code]));
  expect(codes.length).toBeGreaterThan(9);
  expect(codes.filter((code) => !errors.includes(`### \`${code}\``))).toEqual([]);
});
