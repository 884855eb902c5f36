import { FieldResolver, Resolver, Root } from 'type-graphql';
import { EdtfDate } from './date.type.js';
import { parseEdtf } from './edtf.js';

/** A date travels through the server as its EDTF text and is read only when one of its fields is asked for. */
type EdtfText = string & { readonly edtfText?: never };
const text = (root: unknown) => parseEdtf(root as string);

@Resolver(() => EdtfDate)
export class EdtfDateResolver {
  @FieldResolver()
  edtf(@Root() root: EdtfText | null): string {
    return text(root).edtf;
  }

  @FieldResolver()
  earliest(@Root() root: EdtfText | null): string | null {
    return text(root).earliest;
  }

  @FieldResolver()
  latest(@Root() root: EdtfText | null): string | null {
    return text(root).latest;
  }

  @FieldResolver()
  precision(@Root() root: EdtfText | null): string {
    return text(root).precision;
  }

  @FieldResolver()
  approximate(@Root() root: EdtfText | null): boolean {
    return text(root).approximate;
  }

  @FieldResolver()
  uncertain(@Root() root: EdtfText | null): boolean {
    return text(root).uncertain;
  }
}
