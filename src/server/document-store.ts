import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { RequestContext } from './context.js';

type DocumentStore = NonNullable<ApolloServerOptions<RequestContext>['documentStore']>;

/** Of documents written out as JSON, in bytes. In memory, with the plans of their operations, they take up to ten times as much. */
const MOST_BYTES = 8_388_608;

/** Documents that have been asked for lately, parsed and validated. Apollo's own store is four times as large, and knows of no plans. */
export function createDocumentStore(): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({
    maxSize: MOST_BYTES,
    sizeCalculation: (document) => Buffer.byteLength(JSON.stringify(document)),
  });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void documents.set(key, document),
    delete: async (key) => documents.delete(key),
  };
}
