import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const AUDIENCE = 'koulouba-audience-2025-10-24';
const [FIRST, SECOND] = ['gold-refinery-working-meeting-1-2025-10', 'gold-refinery-working-meeting-2-2025-10'];
const BOARD = 'gold-refinery-board-2025-11';

const meeting = async (slug: string, fields: string) =>
  (await dataOf(test.database, `query ($ref: Ref!) { meeting(ref: $ref) { ${fields} } }`, { variables: { ref: slug } }))
    .meeting;

const MEETINGS = [
  [AUDIENCE, 'AUDIENCE', 'HELD', '2025-10-24', 'koulouba-palace'],
  [FIRST, 'TALKS', 'HELD', '2025-10-20/2025-10-24', null],
  [SECOND, 'TALKS', 'HELD', '2025-10-20/2025-10-24', null],
  [BOARD, 'BOARD', 'PLANNED', '2025-11', null],
] as const;

describe('meetings', () => {
  it('are the four of the article, in its order', async () => {
    const { meetings } = await dataOf(test.database, '{ meetings { nodes { slug } } }');
    expect(meetings.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(MEETINGS.map(([slug]) => slug));
  });

  it.each(MEETINGS)('%s: %s, %s, %s', async (slug, kind, status, edtf, place) => {
    expect(await meeting(slug, 'kind status date { edtf } place { slug }')).toEqual({
      kind,
      status,
      date: { edtf },
      place: place && { slug: place },
    });
  });

  it.each([
    [AUDIENCE, 'Audience at the Koulouba Palace', 'Audience au palais de Koulouba'],
    [FIRST, 'Working meeting on the gold refinery (1)', "Réunion de travail sur la raffinerie d'or (1)"],
    [SECOND, 'Working meeting on the gold refinery (2)', "Réunion de travail sur la raffinerie d'or (2)"],
    [BOARD, 'First board meeting of the gold refinery', "Premier conseil d'administration de la raffinerie d'or"],
  ])('%s is called in English and French', async (slug, en, fr) => {
    expect(await meeting(slug as string, 'en: label(lang: "en") fr: label(lang: "fr")')).toEqual({ en, fr });
  });

  it('the audience dealt with all three agreements, every other meeting with the gold refinery', async () => {
    const about = async (slug: string) =>
      (await meeting(slug, 'agreements { nodes { slug } }')).agreements.nodes.map(
        ({ slug: each }: { slug: string }) => each,
      );
    expect(await about(AUDIENCE)).toEqual([
      'mali-russia-petroleum-supply',
      'mali-russia-fertiliser-wheat',
      'mali-gold-refinery',
    ]);
    for (const slug of [FIRST, SECOND, BOARD]) expect(await about(slug as string)).toEqual(['mali-gold-refinery']);
  });

  it('every date says that its year is inferred', async () => {
    for (const [slug] of MEETINGS) {
      const { claims } = await meeting(
        slug,
        'claims(property: "date") { nodes { evidence { en: note(lang: "en") fr: note(lang: "fr") } } }',
      );
      const notes = claims.nodes.flatMap(({ evidence }: { evidence: object[] }) => evidence);
      expect(notes).toContainEqual({
        en: expect.stringMatching(/year is inferred/),
        fr: expect.stringMatching(/année est déduite/),
      });
    }
  });

  it.each([FIRST, SECOND, BOARD])('%s is what Simyon reports', async (slug) => {
    const { claims } = await meeting(slug as string, 'claims { nodes { attributedTo { ... on Person { slug } } } }');
    expect(claims.nodes.length).toBeGreaterThan(3);
    for (const { attributedTo } of claims.nodes) expect(attributedTo).toEqual({ slug: 'simyon' });
  });
});

const SEAT = `actor { ... on Person { slug } } role status en: capacity(lang: "en") fr: capacity(lang: "fr")
  onBehalfOf { slug } delegation { slug }`;
const DELEGATION = 'russian-delegation-koulouba-2025-10-24';

const seat = (actor: string, role: string, en: string, fr: string, onBehalfOf: string, delegation: string | null) => ({
  actor: { slug: actor },
  role,
  status: 'REPORTED',
  en,
  fr,
  onBehalfOf: { slug: onBehalfOf },
  delegation: delegation && { slug: delegation },
});

const HOST = seat(
  'assimi-goita',
  'HOST',
  'General, President of the Transition',
  'Général, président de la Transition',
  'mali',
  null,
);
const HEADS = [
  seat(
    'alousseni-sanou',
    'HEAD',
    'Minister of the Economy and Finance',
    "Ministre de l'Économie et des Finances",
    'mali',
    DELEGATION,
  ),
  seat('amadou-keita', 'HEAD', 'Minister of Mines', 'Ministre des Mines', 'mali', DELEGATION),
];
const MEMBERS = [
  ...HEADS,
  seat(
    'alexey-koylikov',
    'MEMBER',
    'Director of International Relations',
    'Directeur des relations internationales',
    'pan-african-directorate-of-russia',
    DELEGATION,
  ),
  seat('simyon', 'MEMBER', 'company director', 'administrateur', 'sorem-mali', DELEGATION),
];

describe('who was there', () => {
  it('the host and then the delegation, heads first, as written', async () => {
    expect((await meeting(AUDIENCE, `participations { ${SEAT} }`)).participations).toEqual([HOST, ...MEMBERS]);
  });

  it('the delegation came for Russia with two ministers of Mali at its head', async () => {
    const { delegation } = await dataOf(
      test.database,
      `{ delegation(ref: "${DELEGATION}") { side status onBehalfOf { slug } meeting { slug }
        en: label(lang: "en") fr: label(lang: "fr") heads { ${SEAT} } members { ${SEAT} } } }`,
    );
    expect(delegation).toEqual({
      side: 'VISITOR',
      status: 'REPORTED',
      onBehalfOf: { slug: 'russia' },
      meeting: { slug: AUDIENCE },
      en: expect.stringMatching(/delegation/),
      fr: expect.stringMatching(/Délégation/),
      heads: HEADS,
      members: MEMBERS,
    });
  });

  it.each([FIRST, SECOND])('nobody is named at %s', async (slug) => {
    expect(await meeting(slug as string, 'participations { id } delegations { id }')).toEqual({
      participations: [],
      delegations: [],
    });
  });

  it('a delegation is expected at the board meeting, and nobody of it is named', async () => {
    expect(
      await meeting(
        BOARD,
        'participations { id } delegations { slug side status onBehalfOf { slug } heads { id } members { id } }',
      ),
    ).toEqual({
      participations: [],
      delegations: [
        {
          slug: 'russian-delegation-gold-refinery-board-2025-11',
          side: 'VISITOR',
          status: 'EXPECTED',
          onBehalfOf: { slug: 'russia' },
          heads: [],
          members: [],
        },
      ],
    });
  });

  it('there are no other delegations', async () => {
    const { delegations } = await dataOf(test.database, '{ delegations { totalCount } }');
    expect(delegations.totalCount).toBe(2);
  });
});
