/** Entries of a page where neither first nor last is given. */
export const DEFAULT_PAGE = 20;

export const LARGEST_PAGE = 100;
