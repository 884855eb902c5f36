import { real } from '../../database/database.js';
import { recordTable } from '../record/record.loaders.js';
import type { Place } from './place.entity.js';

export const places = recordTable<Place>('PLACE', 'place', {
  countryId: 't.country_id',
  latitude: real('t.latitude'),
  longitude: real('t.longitude'),
  meetingCount: 't.meeting_count',
});
