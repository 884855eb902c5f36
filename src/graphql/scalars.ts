import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import { quoted } from '../errors.js';

const bad = (message: string, node?: ValueNode) =>
  new GraphQLError(message, { nodes: node ?? null, extensions: { code: 'BAD_USER_INPUT' } });

const notText = (name: string, number: unknown, node?: ValueNode) =>
  bad(`${name} must be a string${number === undefined ? '' : `: write "${number}"`}.`, node);

/** A string scalar: `parse` gives the checked text or throws an Error whose message says what would be right. */
const textScalar = (name: string, description: string, parse: (text: string) => string) => {
  const read = (value: unknown) => {
    if (typeof value !== 'string') throw notText(name, typeof value === 'number' ? value : undefined);
    return parse(value);
  };
  return new GraphQLScalarType<string, string>({
    name,
    description,
    parseValue: read,
    parseLiteral: (node) => {
      if (node.kind !== Kind.STRING)
        throw notText(name, node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : undefined, node);
      try {
        return parse(node.value);
      } catch (error) {
        // graphql-js knows where the value stands, but tells it only of errors of other sorts
        throw error instanceof GraphQLError ? bad(error.message, node) : error;
      }
    },
    serialize: (value) => String(value),
  });
};

/** As long as names are: titles of treaties run to more than a thousand characters. */
const LONGEST_REF = 2000;

export const RefScalar = textScalar(
  'Ref',
  'A thing named the way a person would: an id, slug, code, or a whole name in any language, whatever case, accents, hyphens and apostrophes, and in Latin letters for Cyrillic and Greek ones.',
  (text) => {
    if (text.trim() === '') throw bad('A Ref must not be empty: give an id, a slug, a code or a name.');
    if (text.length > LONGEST_REF) throw bad(`A Ref has at most ${LONGEST_REF} characters.`);
    return text;
  },
);

const isDay = (text: string) => {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match || match[1] === '0000') return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

export const DateScalar = textScalar('Date', 'A calendar day as YYYY-MM-DD.', (text) => {
  if (!isDay(text)) throw bad(`${quoted(text)} is not a calendar day: write YYYY-MM-DD, for example 2025-10-24.`);
  return text;
});

export const DateTimeScalar = textScalar(
  'DateTime',
  'A moment in UTC as ISO 8601, for example 2025-10-24T12:00:00Z.',
  (text) => {
    if (!/^\d{4}-\d{2}-\d{2}T/.test(text) || Number.isNaN(Date.parse(text)))
      throw bad(`${quoted(text)} is not a moment: write ISO 8601, for example 2025-10-24T12:00:00Z.`);
    return new Date(text).toISOString();
  },
);

export const UrlScalar = textScalar('URL', 'An absolute http or https address.', (text) => {
  if (!URL.canParse(text) || !/^https?:/i.test(text))
    throw bad(`${quoted(text)} is not an absolute http or https address.`);
  return text;
});

export const DecimalScalar = textScalar(
  'Decimal',
  'An exact decimal number as a string, for example "877655767899.49".',
  (text) => {
    if (!/^-?\d+(\.\d+)?$/.test(text))
      throw bad(`${quoted(text)} is not a decimal number: write digits with an optional point.`);
    return text;
  },
);

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Any JSON value: an object, list, text, number, true, false or null.',
  serialize: (value) => value,
});
