import type { Context } from './context.js';

/** Other contexts in which a question reads: made once for each context and key, so that what they load is loaded together. */
export function viewsOf<Key>(make: (context: Context, key: Key) => Context): (context: Context, key: Key) => Context {
  const views = new WeakMap<Context, Map<Key, Context>>();
  return (context, key) => {
    const known = views.get(context) ?? new Map<Key, Context>();
    views.set(context, known);
    const view = known.get(key) ?? make(context, key);
    known.set(key, view);
    return view;
  };
}
