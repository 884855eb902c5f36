import { recordWriter } from '../write/writer.js';
import { CountryDraft } from './country.draft.js';

export const countryWriter = recordWriter<CountryDraft>({
  type: 'COUNTRY',
  draft: CountryDraft,
  table: 'country',
  owned: [],
  row: ({ code, alpha3 }) => ({ code, alpha3 }),
  values: ({ code, alpha3 }) => ({ code, alpha3 }),
});
