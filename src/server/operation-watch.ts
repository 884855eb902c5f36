import type { OperationDefinitionNode } from 'graphql';
import type { Logger } from '../logger.js';

/** What was asked, as far as its document tells. */
export interface Asked {
  /** null where no operation could be made out. */
  readonly kind: OperationDefinitionNode['operation'] | null;
  /** As its author named it; null where nobody did. */
  readonly name: string | null;
}

/** An operation that has been answered. */
export interface Answered extends Asked {
  /** OK, or the code of the first error. */
  readonly code: string;
  readonly transport: 'http' | 'websocket' | 'sse';
  readonly requestId: string;
  readonly milliseconds: number;
  readonly statements: number;
}

/** Told of every operation when its answer is ready. */
export type Watch = (answered: Answered) => void;

const LONGEST_NAME = 100;

/** A line for each operation that took `slowMs` or more; what was asked is told by its name alone, because variables may be anything. */
export const slowOperations =
  (logger: Logger, slowMs: number): Watch =>
  ({ name, milliseconds, ...rest }) => {
    if (slowMs === 0 || milliseconds < slowMs) return;
    const operation = name === null ? null : name.slice(0, LONGEST_NAME);
    logger.warn({ ...rest, operation, ms: Math.round(milliseconds) }, 'slow operation');
  };

/** The operation that a document holds, or the one that could not be told. */
export const askedBy = (operation: OperationDefinitionNode | null | undefined): Asked => ({
  kind: operation?.operation ?? null,
  name: operation?.name?.value ?? null,
});

/** How an answer came out, by its errors as the client sees them. */
export const codeOf = (errors: readonly { readonly extensions?: unknown }[] | undefined): string => {
  if (!errors?.[0]) return 'OK';
  const { code } = (errors[0].extensions ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' ? code : 'INTERNAL_SERVER_ERROR';
};
