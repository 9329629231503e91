/** States of the page that made no request, in e2e/privacy.spec.ts. */
export const STATES = 33;

/** Ways out of the page and of a worker that were tried, in e2e/exits.spec.ts. */
export const EXITS = 74;
