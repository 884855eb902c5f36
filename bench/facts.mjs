// Invented facts, in the order in which they can be written: who exists first, then what was agreed, then who met about it.
import { random } from './random.mjs';

const FIRST = [
  'Amina',
  'Boris',
  'Chen',
  'Dalia',
  'Émile',
  'Fatou',
  'Grégoire',
  'Hanna',
  'Ibrahim',
  'João',
  'Kofi',
  'Łucja',
  'Mariam',
  'Nadia',
  'Oumar',
  'Pavel',
  'Qing',
  'Rosa',
  'Salif',
  'Tatiana',
];
const LAST = [
  'Abdi',
  'Bensaïd',
  'Coulibaly',
  'Diarra',
  'Ekwueme',
  'Fofana',
  'García',
  'Håkansson',
  'Ivanov',
  'Jankowski',
  'Koné',
  'Laurent',
  'Mensah',
  'Nguyễn',
  'Okafor',
  'Petrović',
  'Qureshi',
  'Rossi',
  'Sow',
  'Touré',
];
const INSTRUMENTS = ['TREATY', 'MEMORANDUM', 'CONTRACT', 'PROTOCOL', 'LOAN', 'GRANT', 'PROJECT', 'SUPPLY_ARRANGEMENT'];
const STATUSES = [
  'PROPOSED',
  'NEGOTIATING',
  'SIGNED',
  'IN_FORCE',
  'IMPLEMENTING',
  'COMPLETED',
  'SUSPENDED',
  'TERMINATED',
];
const KINDS = ['NEED', 'OFFER', 'COMMITMENT', 'DELIVERY', 'PRODUCTION', 'CAPACITY'];
const MEETINGS = ['AUDIENCE', 'TALKS', 'VISIT', 'SUMMIT', 'COMMISSION', 'SIGNING'];
const UNITS = [
  ['t', null],
  ['t', 'MONTH'],
  ['t', 'YEAR'],
  ['kg', null],
  ['[bbl_us]', 'DAY'],
  ['m3', 'YEAR'],
  ['MW', null],
];
const texts = (en, fr) => [
  { lang: 'en', text: en },
  { lang: 'fr', text: fr },
];

export function* inventFacts({ agreements, seed, states, commodities }) {
  const dice = random(seed);
  const people = Array.from({ length: Math.max(20, Math.ceil(agreements / 10)) }, (_, n) => `person-${n}`);
  const companies = Array.from({ length: Math.max(10, Math.ceil(agreements / 20)) }, (_, n) => `company-${n}`);
  const sources = Array.from({ length: Math.max(5, Math.ceil(agreements / 4)) }, (_, n) => `source-${n}`);
  // Five agreements of any size are about this one: a rare commodity must not cost more where there is more of everything else.
  const rare = commodities.at(-1);
  const common = commodities.slice(0, -1);
  const day = () =>
    `${dice.between(1960, 2025)}-${String(dice.between(1, 12)).padStart(2, '0')}-${String(dice.between(1, 28)).padStart(2, '0')}`;
  const says = (source) => ({
    source,
    paragraph: dice.between(1, 30),
    start: dice.below(5000),
    end: 5000 + dice.below(200),
    quoteHash: dice
      .below(2 ** 31)
      .toString(16)
      .padStart(64, '0'),
  });

  for (const slug of sources)
    yield {
      writer: 'sourceWriter',
      plain: {
        slug,
        kind: 'NEWS',
        lang: dice.pick(['fr', 'en']),
        publishedOn: day(),
        names: texts(`News report ${slug}`, `Article ${slug}`),
      },
    };
  for (const slug of companies)
    yield {
      writer: 'organizationWriter',
      plain: {
        slug,
        kind: 'COMPANY',
        names: texts(`${dice.pick(LAST)} Trading ${slug.slice(8)}`, `Négoce ${dice.pick(LAST)} ${slug.slice(8)}`),
        parent: dice.skewed(states),
        evidence: [says(dice.pick(sources))],
      },
    };
  for (const slug of people) {
    const evidence = [says(dice.pick(sources))];
    const last = dice.pick(LAST);
    const name = `${dice.pick(FIRST)} ${last} ${slug.slice(7)}`;
    const since = dice.between(1960, 2020);
    yield {
      writer: 'personWriter',
      plain: {
        slug,
        names: [
          { text: name, evidence },
          { text: last, kind: 'ALIAS' },
        ],
        evidence,
        tenures: [
          {
            organization: dice.skewed(states),
            title: texts('Minister of Trade', 'Ministre du Commerce'),
            since: String(since),
            until: String(since + dice.between(1, 8)),
            evidence,
          },
        ],
      },
    };
  }
  for (let n = 0; n < agreements; n++) {
    const source = dice.skewed(sources);
    const evidence = [says(source)];
    const [a, b] = [dice.skewed(states), dice.pick(states)];
    const company = dice.pick(companies);
    const commodity =
      n % Math.max(1, Math.floor(agreements / 5)) === 0 && n / Math.max(1, Math.floor(agreements / 5)) < 5
        ? rare
        : dice.skewed(common);
    const parties = [a, ...(a === b ? [] : [b]), company].map((actor, index) => ({
      actor,
      role: ['SUPPLIER', 'RECIPIENT', 'IMPLEMENTER'][index],
      evidence,
    }));
    const term = (what) => {
      const [unit, per] = dice.pick(UNITS);
      const min = dice.between(1, 1_000_000);
      return {
        commodity: what,
        kind: dice.pick(KINDS),
        from: a,
        to: b,
        quantity: { min, max: min + dice.below(min), bound: 'RANGE', unit, ...(per ? { per } : {}) },
        evidence,
      };
    };
    const signedOn = day();
    yield {
      writer: 'agreementWriter',
      plain: {
        slug: `agreement-${n}`,
        names: texts(
          `Supply of ${commodity} from ${a} to ${b} (${n})`,
          `Fourniture de ${commodity} de ${a} à ${b} (${n})`,
        ),
        instrument: dice.pick(INSTRUMENTS),
        status: dice.pick(STATUSES),
        ...(n % 10 === 0 ? {} : { signedOn }),
        parties,
        terms: n % 2 === 0 ? [term(commodity)] : [term(commodity), term(dice.skewed(common))],
        evidence,
      },
    };
    const delegates = [dice.skewed(people), dice.pick(people), dice.pick(people)];
    yield {
      writer: 'meetingWriter',
      plain: {
        slug: `meeting-${n}`,
        names: texts(`Meeting ${n} of ${a} and ${b}`, `Rencontre ${n} de ${a} et ${b}`),
        kind: dice.pick(MEETINGS),
        status: n % 20 === 0 ? 'PLANNED' : 'HELD',
        date: n % 10 === 0 ? signedOn.slice(0, 7) : signedOn,
        participations: [{ actor: dice.pick(people), role: 'HOST', onBehalfOf: a, evidence }],
        delegations: [
          {
            slug: `delegation-${n}`,
            names: texts(`Delegation ${n} of ${b}`, `Délégation ${n} de ${b}`),
            side: 'VISITOR',
            onBehalfOf: b,
            evidence,
            members: [...new Set(delegates)].map((actor, index) => ({
              actor,
              role: index === 0 ? 'HEAD' : 'MEMBER',
              onBehalfOf: b,
              evidence,
            })),
          },
        ],
        agreements: [{ agreement: `agreement-${n}`, evidence }],
        evidence,
      },
    };
  }
}
