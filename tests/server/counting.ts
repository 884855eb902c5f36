import {
  GraphQLBoolean,
  GraphQLError,
  GraphQLFloat,
  GraphQLInputObjectType,
  GraphQLInt,
  GraphQLList,
  GraphQLObjectType,
  GraphQLSchema,
  GraphQLString,
} from 'graphql';
import { InputError } from '../../src/errors.js';
import type { RequestContext } from '../../src/server/context.js';

/**
 * A schema whose `n` counts how often it has been worked out, so that what is kept can be told from what is new; `later` and
 * `laterWrong` wait while the door is shut.
 */
export function countingSchema() {
  const worked = { queries: 0, mutations: 0 };
  let gate = Promise.resolve();
  const door = {
    open: () => {},
    shut: () => {
      gate = new Promise((resolve) => {
        door.open = resolve;
      });
    },
  };
  const count = () => {
    worked.queries += 1;
    return worked.queries;
  };
  const input = new GraphQLInputObjectType({
    name: 'Pair',
    fields: { a: { type: GraphQLFloat }, b: { type: GraphQLString } },
  });
  const args = { text: { type: GraphQLString }, number: { type: GraphQLFloat }, pair: { type: input } };
  const query = new GraphQLObjectType<unknown, RequestContext>({
    name: 'Query',
    fields: {
      n: { type: GraphQLInt, args, resolve: count },
      later: {
        type: GraphQLInt,
        resolve: async () => {
          const n = count();
          await gate;
          return n;
        },
      },
      laterWrong: {
        type: GraphQLInt,
        resolve: async () => {
          count();
          await gate;
          throw new InputError('no');
        },
      },
      languages: { type: new GraphQLList(GraphQLString), resolve: (_source, _args, { languages }) => languages },
      text: {
        type: GraphQLString,
        args: { length: { type: GraphQLInt } },
        resolve: (_source, { length }) => 'é'.repeat(length / 2),
      },
      wrong: {
        type: GraphQLInt,
        resolve: () => {
          throw new InputError('no');
        },
      },
      bug: {
        type: GraphQLInt,
        resolve: () => {
          throw new GraphQLError('secret');
        },
      },
    },
  });
  const change = {
    type: GraphQLBoolean,
    resolve: async () => {
      worked.mutations += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return true;
    },
  };
  const mutation = new GraphQLObjectType({ name: 'Mutation', fields: { change } });
  return { schema: new GraphQLSchema({ query, mutation }), worked, door };
}
