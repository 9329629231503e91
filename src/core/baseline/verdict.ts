import type { Drift } from './drift.ts';

/**
 * What is to be made of a drift. `alike`: nothing speaks against the baseline, which proves nothing. `changed`: more of the traffic
 * lies outside than another day of the same network puts there. `other-hosts`: hardly any local host is known, so it is another
 * network or another part of it. `other-network`: the scores may say how two networks differ instead.
 */
export type Verdict = 'alike' | 'changed' | 'other-hosts' | 'other-network';

/** Shares of flows outside the box; from pairs of known logs, see docs/measurements/baseline.md. */
export const CHANGED = 0.1;
export const OTHER = 0.25;
/** Known hosts have less than this share of the local hosts' flows, and are at most half of them. */
const FAMILIAR = 0.1;

/** A network that is not known at all says another one whatever lies outside. */
export function verdictOf({ outside, networks, hosts }: Pick<Drift, 'outside' | 'networks' | 'hosts'>): Verdict {
  if (outside >= OTHER || networks?.known === 0) return 'other-network';
  if (hosts !== null && hosts.share < FAMILIAR && 2 * hosts.known <= hosts.total) return 'other-hosts';
  return outside >= CHANGED ? 'changed' : 'alike';
}
