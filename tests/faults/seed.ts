/** Moments at random, printed with the test: ACCORD_SEED repeats them. */
export const SEED = Number(process.env['ACCORD_SEED'] ?? Math.floor(Math.random() * 1e9));
