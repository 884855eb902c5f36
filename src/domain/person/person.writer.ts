import { dayNumber, edtfBounds, parseEdtf } from '../date/edtf.js';
import { textsJson, textValue } from '../write/scope.js';
import { recordWriter } from '../write/writer.js';
import { PersonDraft, type TenureDraft } from './person.draft.js';

/** The time that an office is known to have been held, as far as sources tell. */
const spanOf = ({ since, until, firstCited, lastCited }: TenureDraft) => {
  const first = firstCited === undefined ? null : dayNumber(firstCited);
  const last = lastCited === undefined ? null : dayNumber(lastCited);
  return {
    span_from: since === undefined ? first : edtfBounds(parseEdtf(since)).from,
    span_to: until === undefined ? last : edtfBounds(parseEdtf(until)).to,
  };
};

export const personWriter = recordWriter<PersonDraft>({
  type: 'PERSON',
  draft: PersonDraft,
  table: 'person',
  owned: [{ table: 'tenure', owner: 'person_id' }],
  row: () => ({}),
  values: () => ({}),
  links({ tenures = [] }, id, scope) {
    tenures.forEach((tenure, position) => {
      const { organization, title, since, until, firstCited, lastCited } = tenure;
      const row = {
        person_id: id,
        organization_id: scope.id(['ORGANIZATION'], organization),
        title: textsJson(title),
        since: since ?? null,
        until: until ?? null,
        first_cited: firstCited ?? null,
        last_cited: lastCited ?? null,
        ...spanOf(tenure),
        position,
      };
      const values = {
        organization: scope.slug(['ORGANIZATION'], organization),
        title: textValue(title),
        since,
        until,
        firstCited,
        lastCited,
      };
      scope.link('tenure', 'TENURE', id, row, tenure, values);
    });
  },
  problems: ({ tenures = [] }) =>
    tenures.flatMap(({ title }, index) =>
      title?.length ? [] : [{ path: `tenures[${index}].title`, message: 'is missing' }],
    ),
});
