// The questions that are measured. Each is asked of the server over HTTP; those that `limit.mjs` knows as well are its measure.

const ACTOR = 'actor { ... on Organization { slug label } ... on Person { slug label } }';

const FLAGSHIP = `query Flagship($commodity: Ref!) {
  agreements(filter: { commodity: $commodity }) {
    nodes {
      slug label date { edtf }
      parties { role ${ACTOR} }
      terms {
        kind commodity { slug label } quantity { min max unit per }
        claims(property: "quantity") { nodes { evidence { source { slug } paragraph } } }
      }
      meetings { nodes { slug date { edtf } delegations { slug members { role actor { ... on Person { slug label } } } } } }
    }
  }
}`;

const PAGE = `query Page($after: String) {
  agreements(first: 20, after: $after) { nodes { slug label instrument status date { edtf } } }
}`;

const RECORD = `query Record($ref: Ref!) {
  agreement(ref: $ref) {
    slug label status date { edtf }
    parties { role ${ACTOR} }
    terms { kind commodity { slug label } quantity { min max unit per } }
  }
}`;

const SEARCH = `query Search($text: String!) {
  search(text: $text) { nodes { reason matchedName record { slug label } } }
}`;

const FLOWS = `query Flows($to: Ref!) {
  commodityFlows(filter: { to: $to }, groupBy: [COMMODITY, FROM], unit: "t", per: YEAR) {
    commodity { slug label } from { ... on Organization { slug } } kind
    total { min max unit per } termCount notConvertible
  }
}`;

const ENCOUNTERS = `query Encounters($ref: Ref!) {
  person(ref: $ref) { encounters { nodes { person { slug label } count first { edtf } last { edtf } } } }
}`;

const RARE = `query Rare($commodity: Ref!) {
  agreements(filter: { commodity: $commodity }) { nodes { slug label date { edtf } parties { role ${ACTOR} } } }
}`;

const PARTY = `query Party($party: Ref!) {
  agreements(filter: { party: $party }) { nodes { slug label date { edtf } } }
}`;

const search = (text) => ({ text: SEARCH, variables: () => [{ text }] });

/**
 * `variables` gives what a question is asked with, in turn, on a database of so many agreements; `cursor` comes before
 * the page that PAGES names, `rare` is the commodity of five agreements.
 */
export const QUESTIONS = {
  q1: {
    title: 'the flagship question, nested',
    text: FLAGSHIP,
    variables: () => [{ commodity: 'petroleum' }],
    inLimit: true,
  },
  q2: { title: 'a flat page of 20', text: PAGE, variables: () => [{ after: null }], inLimit: true },
  q3: {
    title: 'one record, two levels deep',
    text: RECORD,
    variables: ({ agreements }) =>
      Array.from({ length: 20 }, (_, n) => ({ ref: `agreement-${Math.floor((n * agreements) / 20)}` })),
    inLimit: true,
  },
  page: {
    title: 'page 10,000, or the last full one',
    text: PAGE,
    variables: ({ cursor }) => [{ after: cursor }],
    needsCursor: true,
  },
  rare: { title: 'a commodity with 5 agreements', text: RARE, variables: ({ rare }) => [{ commodity: rare }] },
  party: {
    title: 'a party of some 20 agreements',
    text: PARTY,
    variables: ({ agreements }) => [{ party: `company-${Math.floor(Math.max(10, agreements / 20) / 2)}` }],
  },
  'search-rare': { title: 'search, a word of one name', ...search('sorem') },
  'search-common': { title: 'search, a word of every agreement', ...search('supply') },
  'search-prefix': { title: 'search, three letters', ...search('pet') },
  'search-none': { title: 'search, a word of no name', ...search('xylophone') },
  flows: { title: 'commodity flows to one country', text: FLOWS, variables: () => [{ to: 'Mali' }] },
  encounters: {
    title: 'whom a person met',
    text: ENCOUNTERS,
    variables: ({ agreements }) => [{ ref: `person-${Math.floor(Math.max(20, agreements / 10) / 2)}` }],
  },
};

/** Which page of 20 agreements `page` asks for. */
export const pageOf = (agreements) => Math.min(10_000, Math.floor(agreements / 20));

/** The bodies of a question's requests, one after another. */
export const bodiesOf = ({ text, variables }, database) =>
  variables(database).map((each) => JSON.stringify({ query: text, variables: each }));
