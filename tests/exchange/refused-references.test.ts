import { afterAll, beforeAll, describe, it } from 'vitest';
import {
  type Case,
  deal,
  EVIDENCE,
  letter,
  lump,
  openRefusing,
  person,
  type Refusing,
  talks,
  term,
} from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

const refuse = (...given: Case) => refusing.refuse(...given);

const seat = { actor: 'simyon', role: 'MEMBER' };

const GONE = 'gone-for-good';
const called = (path: string, types: string) => `${path}: Nothing of type ${types} is called "${GONE}".`;
const ACTOR = 'Organization or Person';

describe('a reference to nothing', () => {
  it.each<Case>([
    ['place', { meetings: [talks({ place: GONE })] }, called('meetings.yaml: talks: place', 'Place')],
    [
      'agreement',
      { meetings: [talks({ agreements: [{ agreement: GONE, evidence: EVIDENCE }] })] },
      called('meetings.yaml: talks: agreements[0].agreement', 'Agreement'),
    ],
    [
      'actor',
      { meetings: [talks({ participations: [{ ...seat, actor: GONE, evidence: EVIDENCE }] })] },
      called('meetings.yaml: talks: participations[0].actor', ACTOR),
    ],
    [
      'onBehalfOf',
      { meetings: [talks({ participations: [{ ...seat, onBehalfOf: GONE, evidence: EVIDENCE }] })] },
      called('meetings.yaml: talks: participations[0].onBehalfOf', 'Organization'),
    ],
    [
      'organization',
      { people: [person({ tenures: [{ title: { en: 'Head' }, organization: GONE, evidence: EVIDENCE }] })] },
      called('people.yaml: ada: tenures[0].organization', 'Organization'),
    ],
    [
      'commodity',
      { agreements: [term({ commodity: GONE })] },
      called('agreements.yaml: deal: terms[0].commodity', 'Commodity'),
    ],
    ['from', { agreements: [term({ from: GONE })] }, called('agreements.yaml: deal: terms[0].from', ACTOR)],
    ['parent', { commodities: [lump({ parent: GONE })] }, called('commodities.yaml: lump: parent', 'Commodity')],
    [
      'publisher',
      { sources: [letter({ publisher: GONE })] },
      called('sources.yaml: letter: publisher', 'Organization'),
    ],
    [
      'country',
      { organizations: [lump({ kind: 'COMPANY', country: GONE })] },
      called('organizations.yaml: lump: country', 'Country'),
    ],
    [
      'a code of no country',
      { places: [lump({ country: 'ZZ' })] },
      /^places\.yaml: lump: country: Nothing of type Country is called "ZZ"/,
    ],
    [
      'a thing of another type',
      { meetings: [talks({ place: 'mali-gold-refinery' })] },
      /^meetings\.yaml: talks: place: Nothing of type Place is called "mali-gold-refinery"/,
    ],
  ])('is refused: %s', refuse);

  it('is refused with the name that was meant', async () => {
    await refuse('', { meetings: [talks({ place: 'koulouba-palce' })] }, /Did you mean .*\(koulouba-palace\)/);
  });

  it('is refused with the slug in the same files that was meant', async () => {
    const meetings = [talks({ participations: [{ actor: 'ada-lovlace', role: 'MEMBER', evidence: EVIDENCE }] })];
    const people = [person({ slug: 'ada-lovelace' }), person({ slug: 'bob' })];
    await refuse(
      '',
      { people, meetings },
      'meetings.yaml: talks: participations[0].actor: Nothing of type Organization or Person is called "ada-lovlace". Did you mean ada-lovelace?',
    );
  });

  it('to what can mean two is refused with both', async () => {
    const organization = { slug: 'ada', kind: 'COMPANY', evidence: EVIDENCE };
    const files = {
      people: [person()],
      organizations: [organization],
      agreements: [deal({ parties: [{ actor: 'ada', role: 'PARTY', evidence: EVIDENCE }] })],
    };
    await refuse(
      '',
      files,
      'agreements.yaml: deal: parties[0].actor: "ada" can mean Organization ada or Person ada: give one of them another slug',
    );
  });
});
