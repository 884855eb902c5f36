import { DataState1700000000000 } from './1700000000000-data-state.js';

export const sqliteMigrations = [DataState1700000000000];
