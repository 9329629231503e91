import type { Drift } from './drift.ts';

/**
 * The conclusion from a drift.
 * `alike`: no sign against the baseline, which is not a proof. `changed`: more flows lie outside than on another day of
 * the same network. `other-hosts`: almost no local host is known, so the log is from another network or another
 * segment. `other-network`: scores may reflect differences between the two networks.
 */
export type Verdict = 'alike' | 'changed' | 'other-hosts' | 'other-network';

/**
 * Limits on the fraction of flows outside the box. Measured on pairs of known logs, see docs/measurements/baseline.md.
 */
export const CHANGED = 0.1;
export const OTHER = 0.25;
/**
 * `other-hosts`: known hosts have less than this fraction of the local hosts' flows, and are at most half of the local
 * hosts.
 */
const FAMILIAR = 0.1;

/** A log without known networks is from another network, for any number of outside flows. */
export function verdictOf({ outside, networks, hosts }: Pick<Drift, 'outside' | 'networks' | 'hosts'>): Verdict {
  if (outside >= OTHER || networks?.known === 0) return 'other-network';
  if (hosts !== null && hosts.share < FAMILIAR && 2 * hosts.known <= hosts.total) return 'other-hosts';
  return outside >= CHANGED ? 'changed' : 'alike';
}
