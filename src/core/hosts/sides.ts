import type { Channels } from '../behaviour/channels.ts';
import { hostField } from '../schema/host-field.ts';
import type { Column, Table } from '../table/table.ts';

/** A side of flows. Each list of hosts covers one side. */
export type Side = 'source' | 'destination';

/** Zeek's address field of each side. */
export const fieldOf = { source: 'id.orig_h', destination: 'id.resp_h' } as const;

/** The opposite side. */
export function otherSide(side: Side): Side {
  return side === 'source' ? 'destination' : 'source';
}

/** The table's column of hosts on one side. */
export function hostColumn({ columns }: Table, side: Side): Column | undefined {
  return columns.get(hostField(columns, fieldOf[side]));
}

/** Host code of each pair on one side. A list of hosts uses the codes of its side's column. */
export function hostsOfPairs({ pairs }: Channels, side: Side): Uint32Array {
  return side === 'source' ? pairs.source : pairs.destination;
}
