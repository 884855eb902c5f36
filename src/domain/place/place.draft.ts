import { InputType } from 'type-graphql';
import { Amount, Refers } from '../write/draft.js';
import { RecordDraft } from '../write/receipts.draft.js';

@InputType({ description: 'A place as it is written.' })
export class PlaceDraft extends RecordDraft {
  @Refers(['COUNTRY'], 'The country in which it lies.')
  country?: string;

  @Amount('Latitude in degrees north (WGS 84).')
  latitude?: number;

  @Amount('Longitude in degrees east (WGS 84).')
  longitude?: number;
}
