import type { Drift } from './drift.ts';

/**
 * What is to be made of a drift. `alike`: the scores say which flows are odd. `changed`: more of the traffic lies outside than
 * another day of the same network puts there. `other-network`: the scores may say how two networks differ instead.
 */
export type Verdict = 'alike' | 'changed' | 'other-network';

/** Shares of flows outside the box; from pairs of known logs, see docs/baseline.md. */
export const CHANGED = 0.1;
export const OTHER = 0.25;

/** A network that is not known at all says another one whatever lies outside. */
export function verdictOf({ outside, networks }: Pick<Drift, 'outside' | 'networks'>): Verdict {
  if (outside >= OTHER || networks?.known === 0) return 'other-network';
  return outside >= CHANGED ? 'changed' : 'alike';
}
