export interface Plan {
  readonly agreements: number;
  /** How many batches there are, numbered from 0. */
  readonly batches: number;
}

export interface Fact {
  readonly writer: 'agreementWriter' | 'meetingWriter' | 'organizationWriter' | 'personWriter' | 'sourceWriter';
  readonly plain: Readonly<Record<string, unknown>> & { readonly slug: string };
}

export function planFacts(agreements: number): Plan;

/** The facts of one batch; `states` and `commodities` are slugs, in the order of their ids. */
export function inventBatch(
  batch: number,
  world: {
    readonly seed: number;
    readonly plan: Plan;
    readonly states: readonly string[];
    readonly commodities: readonly string[];
  },
): Iterable<Fact>;
