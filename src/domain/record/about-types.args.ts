import { ArgsType } from 'type-graphql';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { ListField } from '../filter/decorators.js';
import { RecordType } from './record.enums.js';

@ArgsType()
export class AboutTypesArgs extends ForwardPageArgs {
  @ListField(() => RecordType, 'Only what is about records of these types; all without it.')
  types?: RecordType[] | null;
}
