/** Number of states of the page without a request, tested in e2e/privacy.spec.ts. */
export const STATES = 33;

/** Number of ways to send data from page and worker, tested in e2e/exits.spec.ts. */
export const EXITS = 74;
