import { recordTable } from '../record/record.loaders.js';
import type { Country } from './country.entity.js';

export const countries = recordTable<Country>('COUNTRY', 'country', { code: 't.code', alpha3: 't.alpha3' });
