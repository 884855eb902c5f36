import type { Moment } from '../change/log.service.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { type NewRow, Rows, type Table } from '../write/rows.js';
import { type ClaimOwner, Scope, type Target } from '../write/scope.js';

type Values = Readonly<Record<string, string | number | null | undefined>>;

/** What a record, or one of its links, says of each of its properties, as text. */
export interface Said {
  readonly draft: object;
  /** null for the record itself. */
  readonly link: { readonly type: NodeType; readonly id: number } | null;
  readonly values: Values;
}

/** How a draft names a record that a stored row refers to. */
export const known = (id: number): string => `=${id}`;

/** Turns what is there, and what is to be, into rows: links keep their ids, and claims are none of its business. */
export class EditScope extends Scope {
  readonly #slugs: ReadonlyMap<number, string>;
  readonly #links: ReadonlyMap<object, number>;
  readonly #given: ConstructorParameters<typeof EditScope>;
  /** By the record or link that says it. */
  readonly said = new Map<number, Said>();

  constructor(
    rows: Rows,
    targets: ReadonlyMap<string, Target>,
    moment: Moment,
    { slugs, links }: { readonly slugs: ReadonlyMap<number, string>; readonly links: ReadonlyMap<object, number> },
  ) {
    super(rows, targets, moment);
    this.#slugs = slugs;
    this.#links = links;
    this.#given = [rows, targets, moment, { slugs, links }];
  }

  /** The same for looking only: its rows go nowhere. */
  collecting(): EditScope {
    const [, targets, moment, names] = this.#given;
    return new EditScope(new Rows(0), targets, moment, names);
  }

  override target(types: readonly RecordType[], ref: string): Target {
    if (!ref.startsWith('=')) return super.target(types, ref);
    const id = Number(ref.slice(1));
    return { id, slug: this.#slugs.get(id) ?? '' };
  }

  override link(table: Table, type: NodeType, _: number, row: NewRow, draft: object, values: Values): void {
    const id = this.#links.get(draft) ?? this.rows.nextId();
    this.rows.add(table, { id, ...row });
    this.said.set(id, { draft, link: { type, id }, values });
  }

  override claims({ subject }: ClaimOwner, draft: object, values: Values): void {
    this.said.set(subject, { draft, link: null, values });
  }

  override nameClaims(): void {}

  override claim(): null {
    return null;
  }

  /** A claim of its own, whatever else is written. */
  record(...claim: Parameters<Scope['claim']>): number | null {
    return super.claim(...claim);
  }
}
