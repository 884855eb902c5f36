import { describeEnum } from '../../graphql/enum.js';

export const ClaimStatus = {
  PROPOSED: 'PROPOSED',
  ACCEPTED: 'ACCEPTED',
  DISPUTED: 'DISPUTED',
  REFUTED: 'REFUTED',
  RETRACTED: 'RETRACTED',
} as const;
export type ClaimStatus = (typeof ClaimStatus)[keyof typeof ClaimStatus];
describeEnum(ClaimStatus, 'ClaimStatus', 'Whether Accord holds a claim to be true.', {
  PROPOSED: 'Put forward and not yet reviewed.',
  ACCEPTED: 'Held to be true.',
  DISPUTED: 'Another claim contradicts it and nobody has decided.',
  REFUTED: 'Held to be false.',
  RETRACTED: 'Taken back.',
});

/** Nobody says these any more: not what waits, what holds or what is disputed. */
export const DECIDED: readonly ClaimStatus[] = ['REFUTED', 'RETRACTED'];

export const Modality = {
  ACTUAL: 'ACTUAL',
  PLANNED: 'PLANNED',
  HYPOTHETICAL: 'HYPOTHETICAL',
  DENIED: 'DENIED',
} as const;
export type Modality = (typeof Modality)[keyof typeof Modality];
describeEnum(Modality, 'Modality', 'How sure the source itself says the matter is.', {
  ACTUAL: 'Stated as a fact.',
  PLANNED: 'Stated as a plan.',
  HYPOTHETICAL: 'Stated as a possibility.',
  DENIED: 'Stated not to be so.',
});

/** SQL of the claims by which what they speak of counts no more. */
export const DENYING = "modality = 'DENIED' OR status IN ('REFUTED', 'RETRACTED') OR retracted_at IS NOT NULL";

export const Stance = {
  SUPPORTS: 'SUPPORTS',
  CONTRADICTS: 'CONTRADICTS',
} as const;
export type Stance = (typeof Stance)[keyof typeof Stance];
describeEnum(Stance, 'Stance', 'Whether a passage speaks for or against a claim.', {
  SUPPORTS: 'It supports the claim.',
  CONTRADICTS: 'It contradicts the claim.',
});
