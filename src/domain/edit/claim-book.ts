import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Moment } from '../change/log.service.js';
import { type ClaimStatus, DECIDED } from '../claim/claim.enums.js';
import type { EditScope, Said } from './edit-scope.js';
import { type Settled, type Stand, settle } from './settle.js';
import type { StoredClaim } from './stored-claims.js';

export interface Given {
  readonly scope: EditScope;
  /** Those that are there, and those on a link that returns. */
  readonly claims: readonly StoredClaim[];
  /** What the record said before. */
  readonly before: ReadonlyMap<number, Said>;
  readonly moment: Moment;
}

/** The claims of a record while somebody works on it, and what becomes of each. */
export class ClaimBook {
  protected readonly given: Given;
  readonly #statuses = new Map<number, ClaimStatus>();
  readonly #data = new Map<number, string>();
  readonly #recorded: number[] = [];
  readonly #subjects = new Set<number>();

  constructor(given: Given) {
    this.given = given;
  }

  /** The claims that are new or become another. */
  claimIds(): number[] {
    return [...this.#recorded, ...this.#statuses.keys()];
  }

  /** The records whose claims change: a meeting, or delegations in it. */
  subjects(): ReadonlySet<number> {
    return this.#subjects;
  }

  /** Somebody decides on a claim by hand. */
  decide(claim: StoredClaim, status: ClaimStatus): void {
    this.#statuses.set(claim.id, status);
    this.#subjects.add(claim.subject);
  }

  /** A name goes, whoever says it. */
  takeNameBack(subject: number, text: string): void {
    this.#subjects.add(subject);
    for (const claim of this.on(subject, null, 'name'))
      if (claim.value === text && claim.status !== 'REFUTED') this.decide(claim, 'RETRACTED');
  }

  /** A claim that is new, or null where nothing of it was recorded; its record is touched in any case. */
  protected note(id: number | null, subject: number): void {
    if (id !== null) this.#recorded.push(id);
    this.#subjects.add(subject);
  }

  /** Claims that others have written come with what is written now. */
  receive(claims: readonly { readonly id: number; readonly subject: number }[]): void {
    for (const { id, subject } of claims) this.note(id, subject);
  }

  /** The claims on a link that goes are taken back with it, as far as nobody has decided on them. */
  forget(link: number): void {
    for (const claim of this.given.claims)
      if (claim.link === link && !DECIDED.includes(this.statusOf(claim))) this.decide(claim, 'RETRACTED');
  }

  /** The claims that were taken back with a link are again what they were. */
  restore(statuses: ReadonlyMap<number, ClaimStatus>): void {
    for (const claim of this.given.claims) {
      const before = statuses.get(claim.id);
      if (before && before !== claim.status && claim.status === 'RETRACTED') this.decide(claim, before);
    }
  }

  statusOf({ id, status }: StoredClaim): ClaimStatus {
    return this.#statuses.get(id) ?? status;
  }

  isLive(claim: StoredClaim): boolean {
    return isLive(this.statusOf(claim));
  }

  /** Whether a claim still says that there is what this one is on. */
  isHeld({ subject, link }: StoredClaim): boolean {
    return this.on(subject, link, null).some((each) => !each.denies && !DECIDED.includes(this.statusOf(each)));
  }

  /** The claims on one property of a record or of a link of it; null is that it exists at all. */
  on(subject: number, link: number | null, property: string | null): StoredClaim[] {
    return this.given.claims.filter(
      (claim) => claim.subject === subject && claim.link === link && claim.property === property,
    );
  }

  /** Decides on claims of one matter together with `more`. */
  protected settleAll(claims: readonly StoredClaim[], more: readonly Stand[], shown: string | null): Settled {
    const settled = settle([...claims.map((claim) => ({ ...claim, status: this.statusOf(claim) })), ...more], shown);
    for (const claim of claims) {
      const status = settled.statuses.get(claim.id);
      if (status) this.decide(claim, status);
    }
    return settled;
  }

  /** A value that its text does not say whole is noted with its claims before the record may come to show another. */
  protected keepData(claims: readonly StoredClaim[], shown: string | null, value: unknown): void {
    if (value === undefined || value === null) return;
    for (const claim of claims)
      if (claim.value === shown && claim.data === null) this.#data.set(claim.id, JSON.stringify(value));
  }

  /** A claim holds: those that contradict it do not. */
  accept(claim: StoredClaim): void {
    this.decide(claim, 'ACCEPTED');
    if (MANY.includes(claim.property ?? '')) return;
    for (const other of this.on(claim.subject, claim.link, claim.property))
      if (other !== claim && isLive(this.statusOf(other)) && contradicts(claim, other)) this.decide(other, 'REFUTED');
  }

  async write(tx: Transaction): Promise<void> {
    const { at } = this.given.moment;
    await this.#noteProposals(tx);
    for (const [id, status] of this.#statuses)
      await tx.run(
        sql`UPDATE claim SET status = ${status}, retracted_at = ${status === 'RETRACTED' ? at : null} WHERE id = ${id}`,
      );
    for (const [id, data] of this.#data) await tx.run(sql`UPDATE claim SET data = ${data} WHERE id = ${id}`);
  }

  /** Keeps what becomes of values that somebody put forward; what waits again, with a link that returns, has not been decided on. */
  async #noteProposals(tx: Transaction): Promise<void> {
    const { claims, moment } = this.given;
    const among = (some: readonly StoredClaim[]) =>
      sql.in(
        sql`id`,
        some.map(({ id }) => id),
      );
    const decided = claims.filter(({ id }) => this.#statuses.has(id));
    const again = decided.filter((claim) => this.statusOf(claim) === 'PROPOSED');
    if (again.length > 0) await tx.run(sql`DELETE FROM proposal WHERE type = 'CLAIM' AND ${among(again)}`);
    const proposed = decided.filter((claim) => claim.status === 'PROPOSED' && !again.includes(claim));
    for (const status of new Set(proposed.map((claim) => this.statusOf(claim))))
      await tx.run(sql`INSERT INTO proposal (id, type, root_id, root_type, claim_id, subject_id, status, at, "by", decided_at, decided_by, decision)
        SELECT id, 'CLAIM', subject_id, (SELECT r.type FROM registry r WHERE r.id = subject_id), id, subject_id, ${status}, recorded_at, recorded_by,
          ${moment.at}, ${moment.by}, ${moment.reason ?? null}
        FROM claim WHERE ${among(proposed.filter((claim) => this.statusOf(claim) === status))}`);
  }
}

/** Properties of which there can be several values at once. */
export const MANY: readonly string[] = ['name', 'agreements'];

const contradicts = (one: StoredClaim, other: StoredClaim): boolean =>
  one.denies === other.denies ? one.value !== other.value && !one.denies : one.value === other.value;

/** Whether it is held to be true, or said by one side. */
export const isLive = (status: ClaimStatus) => status === 'ACCEPTED' || status === 'DISPUTED';
