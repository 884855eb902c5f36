import { type Moment } from '../../domain/change/log.service.js';
import type { RecordType } from '../../domain/record/record.enums.js';
import type { Rows } from '../../domain/write/rows.js';
import { type ClaimOwner, Scope, type Target } from '../../domain/write/scope.js';
import type { ParsedClaim } from './parse-line.js';
import { longName } from './plain.js';

/** Turns records of a file into rows: claims are those that the file has, and not made from what the records say. */
export class LoadScope extends Scope {
  readonly #targets: ReadonlyMap<string, Target>;

  /** `targets` by full name: `organization/mali`. */
  constructor(rows: Rows, targets: ReadonlyMap<string, Target>, moment: Moment) {
    super(rows, targets, moment);
    this.#targets = targets;
  }

  override target(types: readonly RecordType[], ref: string): Target {
    const target = this.#targets.get(longName(types, ref));
    if (!target) throw new Error(`The Ref "${ref}" was not resolved`);
    return target;
  }

  override claims(): void {}

  override nameClaims(): void {}

  override claim(): null {
    return null;
  }

  /** A claim as a file has it. */
  load(owner: ClaimOwner, { claim, data }: ParsedClaim): void {
    const id = this.rows.nextId();
    this.rows.add('claim', {
      id,
      subject_id: owner.subject,
      link_type: owner.link?.type ?? null,
      link_id: owner.link?.id ?? null,
      property: claim.property ?? null,
      value: claim.value ?? null,
      data,
      status: claim.status,
      modality: claim.modality,
      attributed_to_id: this.id(['ORGANIZATION', 'PERSON'], claim.attributedTo),
      recorded_at: claim.recordedAt,
      recorded_by: claim.recordedBy ?? null,
      retracted_at: claim.retractedAt ?? null,
    });
    for (const each of claim.evidence ?? []) this.evidence(id, each);
  }
}
