import { recordWriter } from '../write/writer.js';
import { PlaceDraft } from './place.draft.js';

export const placeWriter = recordWriter<PlaceDraft>({
  type: 'PLACE',
  draft: PlaceDraft,
  table: 'place',
  owned: [],
  row: ({ country, latitude, longitude }, scope) => ({
    country_id: scope.id(['COUNTRY'], country),
    latitude: latitude ?? null,
    longitude: longitude ?? null,
  }),
  values: ({ country, latitude, longitude }, scope) => ({
    country: scope.slug(['COUNTRY'], country),
    latitude,
    longitude,
  }),
});
