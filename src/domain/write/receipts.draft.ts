import { InputType } from 'type-graphql';
import { ClaimStatus, Modality, Stance } from '../claim/claim.enums.js';
import { NameKind } from '../name/name.enums.js';
import { ACTORS } from '../reference/reference.service.js';
import { Choice, Parts, Refers, Shaped, Text, Whole } from './draft.js';

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const HASH = /^[0-9a-f]{64}$/;
const SLUG = /^(?=.{1,200}$)[a-z0-9]+(-[a-z0-9]+)*$/;

@InputType({ description: 'A text in one language.' })
export class LocalText {
  @Shaped(LANGUAGE, 'a language tag (BCP 47) such as en, fr or pt-BR', 'Its language as a BCP 47 tag.', {
    required: true,
  })
  lang!: string;

  @Text('What it is called or said in that language.', { required: true })
  text!: string;
}

@InputType({ description: 'A passage of a source, or the whole source.' })
export class EvidenceDraft {
  @Refers(['SOURCE'], 'What says so: an article, a file, an act.', { required: true })
  source!: string;

  @Choice(Stance, 'Whether it supports or contradicts; it supports without this.')
  stance?: Stance;

  @Whole('The paragraph, counted from 1.', 1)
  paragraph?: number;

  @Whole('Where the passage starts, in Unicode code points of the whole text.')
  start?: number;

  @Whole('Where it ends, exclusive.')
  end?: number;

  @Text('The passage itself, where it may be shown.')
  quote?: string;

  @Shaped(HASH, 'a SHA-256 in hexadecimal', 'SHA-256 of exactly that passage in UTF-8.')
  quoteHash?: string;

  @Shaped(HASH, 'a SHA-256 in hexadecimal', 'SHA-256 of the file that it was read from.')
  fileHash?: string;

  @Text('Where it stands in that file: its name, then for example line 7 or /visits/visit[3].')
  locator?: string;

  @Parts(() => LocalText, 'What a reader should know.')
  note?: LocalText[];
}

@InputType({ description: 'How the claim on one property differs from the others of its record or link.' })
export class PropertyClaimDraft {
  @Text('What the source speaks of, by the name of its field such as date.', { required: true })
  property!: string;

  @Parts(() => EvidenceDraft, 'The passages for and against it.')
  evidence?: EvidenceDraft[];

  @Refers(ACTORS, 'The speaker inside the source.')
  attributedTo?: string;

  @Choice(Modality, 'How sure the source itself is.')
  modality?: Modality;

  @Choice(ClaimStatus, 'Whether it is held to be true.')
  status?: ClaimStatus;
}

/** What every record and every link is written with: why it is believed. */
@InputType({ description: 'Base of drafts.' })
export abstract class ReceiptsDraft {
  @Parts(() => EvidenceDraft, 'The passages that say it exists, and for every property that claims does not name.')
  evidence?: EvidenceDraft[];

  @Refers(ACTORS, 'The speaker inside the source, for all claims that do not name another.')
  attributedTo?: string;

  @Choice(Modality, 'How sure the source itself is, for all claims that do not say otherwise.')
  modality?: Modality;

  @Parts(() => PropertyClaimDraft, 'Properties whose claims differ.')
  claims?: PropertyClaimDraft[];
}

@InputType({
  description:
    'A name of a record; with evidence, as it always has in a mutation, it is a claim, without it is a label.',
})
export class NameDraft {
  @Text('The name as it is written.', { required: true })
  text!: string;

  @Shaped(
    LANGUAGE,
    'a language tag (BCP 47) such as en, fr or pt-BR',
    'Its language; none for a name that belongs to no language.',
  )
  lang?: string;

  @Choice(
    NameKind,
    'What sort of name it is; the first of a language is PRIMARY, further ones ALIAS, unless this says otherwise.',
  )
  kind?: NameKind;

  @Parts(() => EvidenceDraft, 'The passages that use the name; in a mutation those of its record without this.')
  evidence?: EvidenceDraft[];

  @Choice(ClaimStatus, 'Whether the name is held to be right.')
  status?: ClaimStatus;
}

@InputType({ description: 'Base of drafts.' })
export abstract class RecordDraft extends ReceiptsDraft {
  @Shaped(
    SLUG,
    'a slug: small letters, digits and single hyphens, 200 characters at most',
    'Its readable, stable name.',
    { required: true },
  )
  slug!: string;

  @Parts(() => NameDraft, 'Its names, in the order in which they are shown.')
  names?: NameDraft[];
}
