import type { Behaviour } from '../behaviour/behaviour.ts';
import type { Channels } from '../behaviour/channels.ts';
import { type Control, whenDue } from '../control.ts';
import { LogError } from '../errors.ts';
import { keysOfColumn } from '../groups/group-column.ts';
import type { FindingsByGroup } from '../groups/group-findings.ts';
import { argsortInTurns } from '../math/argsort.ts';
import { nonZero } from '../math/non-zero.ts';
import type { Table } from '../table/table.ts';
import type { Badges } from './badges.ts';
import { hostListColumns } from './host-list-columns.ts';
import type { Hosts } from './hosts.ts';

/** The hosts of one side, by code: measurements over the whole log, and counts over all or selected flows. */
export interface HostList {
  readonly table: Table;
  readonly behaviour: Behaviour;
  /** The channels with their counts over the counted flows. */
  readonly channels: Channels;
  readonly hosts: Hosts;
  /** Distinct hosts with flows in either direction, and the maximum per hour on the other side. */
  readonly peers: Uint32Array;
  readonly busiestHour: Uint32Array;
  readonly badges: readonly Badges[];
  /** Flows in the whole log. */
  readonly flowsInLog: Uint32Array;
  /** Facts of the whole log. Null if the findings are not known. */
  readonly findings: FindingsByGroup | null;
}

/**
 * Hosts with flows, sorted by a column. Hosts without a value come last. Ties are by `ties` (highest first), then by
 * flows and first occurrence.
 */
export async function orderHosts(
  list: HostList,
  by: string | Uint32Array,
  descending: boolean,
  ties: Uint32Array | null,
  { signal }: Control,
): Promise<Uint32Array> {
  const pause = whenDue(signal);
  const { flows } = list.hosts;
  const byFlows = await argsortInTurns(Float64Array.from(flows), true, nonZero(flows), pause);
  const base = ties === null ? byFlows : await argsortInTurns(Float64Array.from(ties), true, byFlows, pause);
  const keys = typeof by === 'string' ? hostKeys(list, by) : Float64Array.from(by);
  await pause();
  return argsortInTurns(keys, descending, base, pause);
}

/** Throws `LogError` for an unknown column. */
function hostKeys(list: HostList, by: string): Float64Array {
  const column = hostListColumns(list.hosts.side).find(({ id }) => id === by);
  if (column === undefined) throw new LogError('bad-request', { what: `sort ${by}` });
  return keysOfColumn(column, list, list.hosts.flows.length);
}
