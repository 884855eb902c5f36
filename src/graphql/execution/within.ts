/** A value whose fields are resolved with another context than the rest of the answer: as of another time, or after a write. */
export class Within {
  readonly value: unknown;
  readonly context: unknown;

  constructor(value: unknown, context: unknown) {
    this.value = value;
    this.context = context;
  }
}
