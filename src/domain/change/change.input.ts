import { connectionType } from '../../graphql/connection.js';
import { Change } from './change.entity.js';

export const ChangeConnection = connectionType('Change', () => Change, 'changes');
