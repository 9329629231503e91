import type { Channels } from '../behaviour/channels.ts';
import { hostField } from '../schema/host-field.ts';
import type { Column, Table } from '../table/table.ts';

/** The end of a flow that a list of hosts is about. */
export type Side = 'source' | 'destination';

/** Zeek's field for each side. */
export const fieldOf = { source: 'id.orig_h', destination: 'id.resp_h' } as const;

/** Whom a host of one side had flows with. */
export function otherSide(side: Side): Side {
  return side === 'source' ? 'destination' : 'source';
}

/** The table's column of hosts on one side. */
export function hostColumn({ columns }: Table, side: Side): Column | undefined {
  return columns.get(hostField(columns, fieldOf[side]));
}

/** Code of the host on one side of each pair; a host of a list is known by its code in that side's column. */
export function hostsOfPairs({ pairs }: Channels, side: Side): Uint32Array {
  return side === 'source' ? pairs.source : pairs.destination;
}
