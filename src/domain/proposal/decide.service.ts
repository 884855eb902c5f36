import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ConflictError, InputError } from '../../errors.js';
import { globalId } from '../../graphql/global-id.js';
import { type Moment, nextMoment } from '../change/log.service.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import { NODE_TYPES } from '../record/record.entity.js';
import { enterAside, enterPart } from './enter.service.js';
import { type Aside, asideRows, plainRows } from './proposed-rows.js';
import { acceptedTogether, type Waiting, type Whole, waitingOnes, wholeOnes } from './waiting.js';

export interface Decision {
  readonly claim: number;
  readonly status: Extract<ClaimStatus, 'ACCEPTED' | 'REFUTED' | 'RETRACTED'>;
  readonly by: string;
  readonly reason: string;
  /** The version that whoever decides saw; null where that does not matter. */
  readonly version: number | null;
}

export interface DecidedProposal {
  readonly subject: number;
  readonly claims: readonly number[];
  readonly proposal: number;
}

const refuse = (message: string): never => {
  throw new InputError(`input.claim: ${message}`, { argument: 'input.claim' });
};

/** The proposal that a claim is of; null where it is of none that waits or was refused. */
async function proposalOf(tx: Transaction, claim: number): Promise<Waiting | null> {
  const [aside] = await asideRows(tx, sql`w.part = 'claim' AND w.row_id = ${claim}`);
  if (!aside) return null;
  const [found] = await waitingOnes(tx, sql`p.id = ${aside.proposal}`);
  if (!found) return refuse('is of a proposal that was refused already.');
  if (found.claim !== claim)
    refuse(
      `is of a proposal: decide first on claim ${globalId('Claim', found.claim)}, which says that ${NODE_TYPES[found.type]} ${found.slug ?? found.id} exists; this one goes with it.`,
    );
  return found;
}

async function note(tx: Transaction, ids: readonly number[], { status }: Decision, { at, by, reason }: Moment) {
  await tx.run(sql`UPDATE proposal SET status = ${status}, decided_at = ${at}, decided_by = ${by}, decision = ${reason ?? null}
    WHERE ${sql.in(sql`id`, ids)}`);
}

/** What was refused stays aside, with its claims as they were decided. */
async function refused(tx: Transaction, rows: readonly Aside[], { status }: Decision, { at }: Moment): Promise<void> {
  for (const { row, data } of rows.filter(({ part }) => part === 'claim')) {
    const claim = { ...(JSON.parse(data) as object), status, retracted_at: status === 'RETRACTED' ? at : null };
    await tx.run(sql`UPDATE proposed SET data = ${JSON.stringify(claim)} WHERE part = 'claim' AND row_id = ${row}`);
  }
}

async function accept(
  tx: Transaction,
  proposal: Waiting,
  moment: Moment,
  decision: Decision,
): Promise<readonly Whole[]> {
  const group = acceptedTogether(await wholeOnes(tx, [proposal]), proposal.id);
  const [own] = group as [Whole];
  if (proposal.id === proposal.root) {
    if (decision.version !== null && decision.version !== 1)
      throw new ConflictError(`You saw version ${decision.version} of what is proposed; it has version 1.`, {
        version: 1,
        slug: proposal.slug,
      });
    await enterAside(tx, group, moment);
  } else {
    const [alias] = await tx.rows<{ into: number }>(
      { into: 'a.record_id' },
      sql`FROM record_alias a WHERE a.id = ${proposal.root}`,
    );
    const id = alias?.into ?? proposal.root;
    const { by, reason } = moment;
    await enterPart(tx, own, {
      type: proposal.rootType,
      id,
      version: decision.version,
      operation: 'RESOLVED',
      by,
      reason,
    });
  }
  const ids = group.map((each) => each.proposal.id);
  await tx.run(sql`DELETE FROM proposed WHERE ${sql.in(sql`proposal_id`, ids)}`);
  await note(tx, ids, decision, moment);
  return group;
}

/**
 * Decides on the claim that what somebody has put forward exists, and so on all of it; null where a claim is of no proposal.
 * @throws AlreadyExistsError, ConflictError, InputError where another claim or proposal has to be decided first.
 */
export async function decideProposal(tx: Transaction, decision: Decision): Promise<DecidedProposal | null> {
  const proposal = await proposalOf(tx, decision.claim);
  if (!proposal) return null;
  const moment: Moment = { at: await nextMoment(tx), by: decision.by, reason: decision.reason };
  const claimsOf = (rows: readonly Aside[]) => plainRows(rows, 'claim').map((claim) => claim['id'] as number);
  const done = { subject: proposal.subject, proposal: proposal.id };
  if (decision.status === 'ACCEPTED') {
    const group = await accept(tx, proposal, moment, decision);
    return { ...done, claims: group.flatMap(({ rows }) => claimsOf(rows)) };
  }
  const rows = await asideRows(tx, sql`w.proposal_id = ${proposal.id}`);
  await refused(tx, rows, decision, moment);
  await note(tx, [proposal.id], decision, moment);
  return { ...done, claims: claimsOf(rows) };
}
