const at = (value: unknown, path: string): unknown =>
  path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce<unknown>((each, key) => (each as Readonly<Record<string, unknown>> | undefined)?.[key], value);

const LISTED = /\b(claims|title|capacity|summary|note)\[(\d+)\]((?:\.text|\.lang)?)/g;

/** A path inside a draft as seed files write it, where claims go by property and texts by language: `claims[0]` is `claims.date`. */
export const asWritten = (draft: object, path: string): string =>
  path.replace(LISTED, (whole: string, list: string, index: string, own: string, offset: number) => {
    const item = at(draft, `${path.slice(0, offset)}${list}[${index}]`) as
      | { property?: unknown; lang?: unknown }
      | undefined;
    const key = list === 'claims' ? item?.property : item?.lang;
    return typeof key === 'string' && key !== '' ? `${list}.${key}${list === 'claims' ? own : ''}` : whole;
  });
