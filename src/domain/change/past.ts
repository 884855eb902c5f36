import { readsAsOf } from '../../database/as-of.js';
import { type Context, createContext } from '../context.js';
import { historicTables } from './historic-tables.js';

/** A context that reads everything as it was after a change. */
export const contextAsOf = (context: Context, cut: number): Context =>
  createContext({
    database: readsAsOf(context.database, historicTables, cut),
    languages: context.languages,
    viewer: context.viewer,
    asOf: cut,
  });
