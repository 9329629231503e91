import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Family } from './attacks/attack.ts';

/** Reference material beside the repository. */
export const shared = new URL('../../../shared/', import.meta.url);

/** A log with another author's attack. Attack and ignored rows are places among the accepted rows. */
export interface Truth {
  readonly name: string;
  readonly attackClass: string;
  readonly base: string;
  readonly rows: number;
  readonly attack: readonly number[];
  readonly ignored: readonly number[];
}

/** The families of the standing set's classes. */
const families: Readonly<Record<string, Family>> = {
  dga: 'names',
  dist_inbound: 'scan',
  drip_exfil: 'exfiltration',
  exfil_cdn: 'exfiltration',
  irc_bot: 'c2',
  log4shell: 'exploit',
  lowslow_scan: 'scan',
  night_exfil: 'exfiltration',
  p2p: 'c2',
  reflect: 'flood',
  slow_vertical: 'scan',
  spray: 'guess',
  ssh_slow: 'guess',
  staging: 'lateral',
  tor: 'tunnel',
  udp_sweep: 'scan',
  real_emotet_icedid: 'c2',
  real_empire: 'c2',
  real_merlin: 'c2',
  real_posh: 'c2',
  real_sliver: 'c2',
};

/** Names of the logs of the standing set; none without `../shared`. */
export function standingNames(): string[] {
  const folder = new URL('attacks/truth/', shared);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((file) => file.replace(/\.json$/, ''))
    .toSorted();
}

/** Text of a log. Null if it is not at hand. */
export function standingText(name: string): string | null {
  const file = new URL(`attacks/logs/${name}.log.gz`, shared);
  return existsSync(file) ? gunzipSync(readFileSync(file)).toString('utf8') : null;
}

export function truthOf(name: string): Truth {
  const read = JSON.parse(readFileSync(new URL(`attacks/truth/${name}.json`, shared), 'utf8'));
  return {
    name,
    attackClass: read.class,
    base: read.base,
    rows: read.rows,
    attack: read.attack_rows,
    ignored: read.ignore_rows ?? [],
  };
}

/** The family of a class of the standing set. A new class must be entered above. */
export function familyOf(attackClass: string): Family {
  const family = families[attackClass];
  if (family === undefined) throw new Error(`The class ${attackClass} of the standing set has no family yet.`);
  return family;
}
