import type { Control } from '../core/control.ts';
import { type HostShare, sharesOfHosts } from '../core/findings/finding-hosts.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { fieldOf, type Side } from '../core/hosts/sides.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { HostOfFinding, HostsOfFinding } from './api.ts';
import type { GroupViews } from './group-views.ts';
import type { Views } from './views.ts';

/** Maximum number of listed hosts per side. */
const LISTED = 8;

/** The hosts whose flows meet the conditions of a finding, with their badges in the list of hosts. */
export async function readFindingHosts(
  views: GroupViews,
  where: readonly Predicate[],
  control: Control,
): Promise<Readonly<Record<Side, HostsOfFinding>>> {
  const lists = await views.hosts(control);
  const shares = await sharesOfHosts(views.table, lists.source.behaviour, where, control);
  const describe = (side: Side): HostsOfFinding => ({
    all: shares[side].length,
    scanning: shares[side].filter(({ host }) => badgesOf(lists[side], host).length > 0).length,
    most: shares[side].slice(0, LISTED).map((share) => describeShare(lists[side], side, share)),
  });
  return { source: describe('source'), destination: describe('destination') };
}

/** Flows of each finding within a selection, in the order of the findings. Empty for a run without findings. */
export async function countFindings(
  views: Views,
  where: readonly Predicate[],
  control: Control,
): Promise<readonly number[]> {
  const found = await views.selections.findings(control);
  if (found === null) return [];
  const selected = await views.select(where, control.signal);
  return found.rows.map((rows) => rows.countIn(selected));
}

function describeShare(list: HostList, side: Side, { host, ...counts }: HostShare): HostOfFinding {
  const address = list.behaviour.facts.reader.label(fieldOf[side], host) || null;
  return { address, ...counts, badges: badgesOf(list, host) };
}

function badgesOf({ badges }: HostList, host: number): HostOfFinding['badges'] {
  return badges.flatMap(({ rule, strength }) => (strength[host] > 0 ? [rule.kind] : []));
}
