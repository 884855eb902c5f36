// Invented facts, batch by batch: sources first, then companies, people, and agreements, each with the meeting about it.
// A batch depends on nothing but its number, so that batches can be made side by side.
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
const ROLES = ['SUPPLIER', 'RECIPIENT', 'IMPLEMENTER'];
const UNITS = [
  ['t', null],
  ['t', 'MONTH'],
  ['t', 'YEAR'],
  ['kg', null],
  ['[bbl_us]', 'DAY'],
  ['m3', 'YEAR'],
  ['MW', null],
];
const CURRENCIES = ['USD', 'EUR', 'CNY', 'XOF', 'RUB'];
const ENDED = ['COMPLETED', 'TERMINATED'];
/** Of so many agreements one has its money stated, and of so many records one is disputed. */
const STATED = 4;
const DISPUTED = 40;
const texts = (en, fr) => [
  { lang: 'en', text: en },
  { lang: 'fr', text: fr },
];

/** Facts of one batch; as many records, each with what stands inside it, have about the same number of rows. */
const BATCH = 250;

const ceiling = (least, count) => Math.max(least, Math.ceil(count));

/** How many records of each kind there are, and in which batches they stand. */
export function planFacts(agreements) {
  let before = 0;
  const section = (kind, count, perFact) => {
    const first = before;
    before += Math.ceil(count / BATCH);
    return { kind, count, perFact, first };
  };
  const sections = [
    section('source', ceiling(5, agreements / 4), 1),
    section('company', ceiling(10, agreements / 20), 1),
    section('person', ceiling(20, agreements / 10), 1),
    // with its meeting and the delegation there
    section('agreement', agreements, 3),
  ];
  return { agreements, sections, batches: before };
}

/** The batch in which a record stands, and its place among the records of that. */
export function placeOf(slug, { sections }) {
  const dash = slug.lastIndexOf('-');
  const [kind, number] = [slug.slice(0, dash), Number(slug.slice(dash + 1))];
  const inside = WITH_AGREEMENT.indexOf(kind);
  const { first, perFact } = sections.find((section) => section.kind === (inside > 0 ? 'agreement' : kind));
  return { batch: first + Math.floor(number / BATCH), position: (number % BATCH) * perFact + Math.max(0, inside) };
}

const WITH_AGREEMENT = ['agreement', 'meeting', 'delegation'];

/** The facts of one batch, each the plain draft of a record and the name of its writer. */
export function* inventBatch(batch, { seed, plan, states, commodities }) {
  const dice = random(seed ^ Math.imul(batch + 1, 0x9e3779b1));
  const { kind, first, count } = plan.sections.findLast((section) => section.first <= batch);
  const world = worldOf(dice, plan, states, commodities);
  const from = (batch - first) * BATCH;
  for (let n = from; n < Math.min(count, from + BATCH); n++) yield* INVENT[kind](n, world);
}

function worldOf(dice, plan, states, commodities) {
  const countOf = Object.fromEntries(plan.sections.map(({ kind, count }) => [kind, count]));
  const day = () =>
    `${dice.between(1960, 2025)}-${String(dice.between(1, 12)).padStart(2, '0')}-${String(dice.between(1, 28)).padStart(2, '0')}`;
  const quoteHash = () =>
    dice
      .below(2 ** 31)
      .toString(16)
      .padStart(64, '0');
  const says = (source) => ({
    source,
    paragraph: dice.between(1, 30),
    start: dice.below(5000),
    end: 5000 + dice.below(200),
    quoteHash: quoteHash(),
  });
  const any = (kind) => `${kind}-${dice.below(countOf[kind])}`;
  const oftenOneOfFew = (kind) => `${kind}-${dice.skewedBelow(countOf[kind])}`;
  return { dice, plan, states, commodities, day, says, any, oftenOneOfFew };
}

const INVENT = {
  *source(n, { dice, day }) {
    const slug = `source-${n}`;
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
  },
  *company(n, { dice, states, says, any }) {
    const names = texts(`${dice.pick(LAST)} Trading ${n}`, `Négoce ${dice.pick(LAST)} ${n}`);
    // two sources that do not agree what it is called
    const disputed = (text) => ({ text, kind: 'ALIAS', status: 'DISPUTED', evidence: [says(any('source'))] });
    if (n % DISPUTED === 0)
      names.push(disputed(`${dice.pick(LAST)} SA ${n}`), disputed(`${dice.pick(LAST)} Corp ${n}`));
    yield {
      writer: 'organizationWriter',
      plain: {
        slug: `company-${n}`,
        kind: 'COMPANY',
        names,
        parent: dice.skewed(states),
        evidence: [says(any('source'))],
      },
    };
  },
  *person(n, { dice, states, says, any }) {
    const evidence = [says(any('source'))];
    const last = dice.pick(LAST);
    const since = dice.between(1960, 2020);
    yield {
      writer: 'personWriter',
      plain: {
        slug: `person-${n}`,
        names: [
          { text: `${dice.pick(FIRST)} ${last} ${n}`, evidence },
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
  },
  *agreement(n, world) {
    const { dice, states, day, says, oftenOneOfFew } = world;
    const evidence = [says(oftenOneOfFew('source'))];
    const [a, b] = [dice.skewed(states), dice.pick(states)];
    const signedOn = day();
    yield agreement(n, a, b, signedOn, evidence, world);
    yield meeting(n, a, b, signedOn, evidence, world);
  },
};

/** Five agreements of any size are about the last commodity: a rare one must not cost more where there is more of everything else. */
function commodityOf(n, { dice, plan, commodities }) {
  const step = Math.max(1, Math.floor(plan.agreements / 5));
  const isRare = n % step === 0 && n / step < 5;
  return isRare ? commodities.at(-1) : dice.skewed(commodities.slice(0, -1));
}

function agreement(n, a, b, signedOn, evidence, world) {
  const { dice, commodities, any } = world;
  const commodity = commodityOf(n, world);
  const parties = [a, ...(a === b ? [] : [b]), any('company')];
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
  const status = dice.pick(STATUSES);
  const amount = () => ({
    value: `${dice.between(1, 2_000_000_000)}.${dice.between(10, 99)}`,
    currency: dice.pick(CURRENCIES),
    year: Number(signedOn.slice(0, 4)),
    evidence,
  });
  return {
    writer: 'agreementWriter',
    plain: {
      slug: `agreement-${n}`,
      names: texts(
        `Supply of ${commodity} from ${a} to ${b} (${n})`,
        `Fourniture de ${commodity} de ${a} à ${b} (${n})`,
      ),
      instrument: dice.pick(INSTRUMENTS),
      status,
      ...(n % 10 === 0 ? {} : { signedOn }),
      ...(ENDED.includes(status) ? { endedOn: String(Number(signedOn.slice(0, 4)) + dice.between(1, 20)) } : {}),
      ...(n % STATED === 0 ? { amounts: [amount()] } : {}),
      ...(n % DISPUTED === 0 ? { claims: [{ property: 'instrument', status: 'DISPUTED' }] } : {}),
      parties: parties.map((actor, index) => ({ actor, role: ROLES[index], evidence })),
      terms: n % 2 === 0 ? [term(commodity)] : [term(commodity), term(dice.skewed(commodities.slice(0, -1)))],
      evidence,
    },
  };
}

function meeting(n, a, b, signedOn, evidence, { dice, any, oftenOneOfFew }) {
  const delegates = [...new Set([oftenOneOfFew('person'), any('person'), any('person')])];
  const delegation = {
    slug: `delegation-${n}`,
    names: texts(`Delegation ${n} of ${b}`, `Délégation ${n} de ${b}`),
    side: 'VISITOR',
    onBehalfOf: b,
    evidence,
    members: delegates.map((actor, index) => ({
      actor,
      role: index === 0 ? 'HEAD' : 'MEMBER',
      onBehalfOf: b,
      evidence,
    })),
  };
  return {
    writer: 'meetingWriter',
    plain: {
      slug: `meeting-${n}`,
      names: texts(`Meeting ${n} of ${a} and ${b}`, `Rencontre ${n} de ${a} et ${b}`),
      kind: dice.pick(MEETINGS),
      status: n % 20 === 0 ? 'PLANNED' : 'HELD',
      date: n % 10 === 0 ? signedOn.slice(0, 7) : signedOn,
      participations: [{ actor: any('person'), role: 'HOST', onBehalfOf: a, evidence }],
      delegations: [delegation],
      agreements: [{ agreement: `agreement-${n}`, evidence }],
      evidence,
    },
  };
}
