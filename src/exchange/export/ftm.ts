import type { Plain, RecordLine } from '../records/format.js';
import { isoSpan } from './exact-dates.js';
import { entity, type FtmContext, type FtmEntity, ftmId, idOf, link, span, thing, type Value } from './ftm-entity.js';
import { jsonLine } from './records-jsonl.js';
import { labelIn, listOf, textIn } from './texts.js';

const ORGANIZATIONS: Readonly<Record<string, string>> = {
  STATE: 'PublicBody',
  GOVERNMENT_BODY: 'PublicBody',
  MINISTRY: 'PublicBody',
  COMPANY: 'Company',
  STATE_COMPANY: 'Company',
  MEDIA: 'Company',
};

function quantityText(term: Plain): string {
  const { min, max, unit, per } = (term['quantity'] ?? {}) as Plain;
  const figure = min === max ? min : `${min ?? ''}..${max ?? ''}`;
  return [term['kind'], term['commodity'], unit === undefined ? '' : `${figure} ${unit}`, per ? `per ${per}` : '']
    .filter(Boolean)
    .join(' ');
}

function person(line: RecordLine, context: FtmContext): FtmEntity[] {
  const id = ftmId(`person/${line.slug}`);
  const tenures = listOf(line['tenures']);
  const offices = tenures.flatMap((tenure, at) => {
    const post = ftmId(`person/${line.slug}`, 'post', at);
    const title = textIn(tenure['title'], context.lang);
    const organization = tenure['organization'] && ftmId(`organization/${tenure['organization']}`);
    return [
      entity(post, 'Position', { name: title, organization: organization as Value }),
      link(
        line,
        ftmId(`person/${line.slug}`, 'tenure', at),
        'Occupancy',
        `tenures[${at}]`,
        {
          holder: id,
          post,
          startDate: isoSpan(tenure['since']).start,
          endDate: isoSpan(tenure['until']).end,
        },
        context,
      ),
    ];
  });
  return [
    thing(line, 'Person', { position: tenures.map(({ title }) => textIn(title, context.lang)) }, context),
    ...offices,
  ];
}

function meeting(line: RecordLine, context: FtmContext): FtmEntity[] {
  const id = ftmId(`meeting/${line.slug}`);
  const seats = [
    ...listOf(line['participations']).map((seat, at) => ({ seat, on: `participations[${at}]` })),
    ...listOf(line['delegations']).flatMap(({ members }, outer) =>
      listOf(members).map((seat, at) => ({ seat, on: `delegations[${outer}].members[${at}]` })),
    ),
  ].filter(({ seat }) => seat['status'] !== 'ABSENT');
  const event = thing(
    line,
    'Event',
    {
      ...span(line['date']),
      summary: textIn(line['summary'], context.lang),
      addressEntity: line['place'] ? ftmId(`place/${line['place']}`) : undefined,
      organizer: seats.filter(({ seat }) => seat['role'] === 'HOST').map(({ seat }) => idOf(seat['actor'])),
      involved: seats.map(({ seat }) => idOf(seat['actor'])),
      keywords: [line['kind'] as string, line['status'] as string],
    },
    context,
  );
  const links = seats.map(({ seat, on }, at) =>
    link(
      line,
      ftmId(`meeting/${line.slug}`, 'seat', at),
      'UnknownLink',
      on,
      {
        subject: idOf(seat['actor']),
        object: id,
        role: seat['role'] as string,
        status: seat['status'] as string,
        summary: textIn(seat['capacity'], context.lang),
        ...span(line['date']),
      },
      context,
    ),
  );
  const about = listOf(line['agreements']).map(({ agreement }) =>
    link(
      line,
      ftmId(`meeting/${line.slug}`, 'about', agreement as string),
      'UnknownLink',
      '',
      {
        subject: ftmId(`agreement/${agreement}`),
        object: id,
        role: 'about',
      },
      context,
    ),
  );
  return [event, ...links, ...about];
}

function agreement(line: RecordLine, context: FtmContext): FtmEntity[] {
  const id = ftmId(`agreement/${line.slug}`);
  const amounts = listOf(line['amounts']);
  const parties = listOf(line['parties']);
  const money = amounts.map(({ value, currency, basis }) => [value, currency, basis].filter(Boolean).join(' '));
  const contract = thing(
    line,
    'Contract',
    {
      title: labelIn(line, context.lang),
      type: line['instrument'] as string,
      status: line['status'] as string,
      contractDate: isoSpan(line['signedOn']).start,
      summary: textIn(line['summary'], context.lang),
      keywords: line['topics'] as string[] | undefined,
      notes: [...listOf(line['terms']).map(quantityText), ...money],
      addressEntity: line['place'] ? ftmId(`place/${line['place']}`) : undefined,
      // An amount and its currency are told apart in the model: only where there is one of each do they belong together.
      ...(amounts.length === 1 && {
        amount: amounts[0]?.['value'] as string,
        currency: amounts[0]?.['currency'] as string,
      }),
    },
    context,
  );
  const links = parties.map(({ actor, role }, at) => {
    const on = `parties[${at}]`;
    const of = ftmId(`agreement/${line.slug}`, 'party', at);
    return role === 'SUPPLIER'
      ? link(line, of, 'ContractAward', on, { supplier: idOf(actor), contract: id, role }, context)
      : link(line, of, 'UnknownLink', on, { subject: idOf(actor), object: id, role: role as string }, context);
  });
  return [contract, ...links];
}

/** The entities that a record makes in the FollowTheMoney model. Countries are codes there, and commodities are words. */
export function ftmEntities(line: RecordLine, context: FtmContext): FtmEntity[] {
  const country = (slug: unknown) => context.countries.get(slug as string)?.toLowerCase();
  switch (line.type) {
    case 'ORGANIZATION':
      return [
        thing(
          line,
          ORGANIZATIONS[line['kind'] as string] ?? 'Organization',
          {
            country: country(line['country']),
            parent: line['parent'] ? ftmId(`organization/${line['parent']}`) : undefined,
            classification: line['kind'] as string,
          },
          context,
        ),
      ];
    case 'SOURCE':
      return [
        thing(
          line,
          line['kind'] === 'NEWS' ? 'Article' : 'Document',
          {
            title: labelIn(line, context.lang),
            fileName: line.slug,
            publishedAt: isoSpan(line['publishedOn']).start,
            publisher: line['publisher'] as string | undefined,
            sourceUrl: line['url'] as string | undefined,
          },
          context,
        ),
      ].map((each) => ({ ...each, properties: { ...each.properties, ...own(line, context) } }));
    case 'PLACE':
      return [
        thing(
          line,
          'Address',
          {
            full: labelIn(line, context.lang),
            country: country(line['country']),
            latitude: line['latitude'] as number | undefined,
            longitude: line['longitude'] as number | undefined,
          },
          context,
        ),
      ];
    case 'PERSON':
      return person(line, context);
    case 'MEETING':
      return meeting(line, context);
    case 'AGREEMENT':
      return agreement(line, context);
    default:
      return [];
  }
}

/** A source speaks for itself. */
function own(line: RecordLine, { sources }: FtmContext) {
  const { url, publisher } = sources.get(line.slug) ?? {};
  return { ...(url && { sourceUrl: [url] }), ...(publisher && { publisher: [publisher] }) };
}

/** Entities as JSON Lines. `lines` is gone through twice: first for what the links need to know of countries and sources. */
export async function* ftmJson(
  lines: (types?: readonly ['COUNTRY', 'SOURCE']) => AsyncIterable<readonly RecordLine[]>,
  lang: string,
): AsyncGenerator<string> {
  const countries = new Map<string, string>();
  const sources = new Map<string, { url: string | undefined; publisher: string | undefined }>();
  for await (const page of lines(['COUNTRY', 'SOURCE']))
    for (const line of page) {
      if (line.type === 'COUNTRY') countries.set(line.slug, line['code'] as string);
      if (line.type === 'SOURCE')
        sources.set(line.slug, {
          url: line['url'] as string | undefined,
          publisher: line['publisher'] as string | undefined,
        });
    }
  const context = { lang, countries, sources };
  for await (const page of lines())
    yield page
      .flatMap((line) => ftmEntities(line, context))
      .map(jsonLine)
      .join('');
}
