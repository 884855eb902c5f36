import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { expect, it } from 'vitest';
import { ERROR_CODES } from '../../src/errors.js';
import { refusal } from '../../src/server/http-error.js';

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/errors.md'), 'utf8');
const documented = [...page.matchAll(/^### `([A-Z_]+)`$/gm)].map((match) => match[1] as string);

/** Statuses 400 to 599 through the one function that gives a refused request its code. */
const ofHttp = Array.from({ length: 200 }, (_, index) => refusal(400 + index, '').errors[0].extensions['code']);

/** The server keeps no persisted queries, so it never says that it does not know one. */
const ofGraphql = Object.values(ApolloServerErrorCode).filter((code) => code !== 'PERSISTED_QUERY_NOT_FOUND');

it('explains every code once, and no code that does not exist', () => {
  expect(documented.sort()).toEqual([...new Set([...ERROR_CODES, ...ofHttp, ...ofGraphql])].sort());
});

it('says under each code what to do', () => {
  const sections = page.split(/^#{2,3} /m).filter((section) => section.startsWith('`'));
  expect(sections.filter((section) => section.split('\n').slice(1).join('').trim().length < 60)).toEqual([]);
});
