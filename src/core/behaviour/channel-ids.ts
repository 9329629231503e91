import type { FlowReader } from './flow-reader.ts';
import { BLOCK_ROWS } from './pace.ts';
import { PairTable } from './pair-table.ts';
import { TripleTable } from './triple-table.ts';
import { ICMP, IPV6, icmpKind } from './words.ts';

/** The ends of a block of flows: codes and ports, lent by `FlowReader`. */
export interface Ends {
  readonly sources: Uint32Array;
  readonly destinations: Uint32Array;
  readonly protos: Uint32Array;
  readonly origPorts: Float64Array;
  readonly respPorts: Float64Array;
}

/** Reads the ends of rows `from` to `to`, which are in one block. */
export function endsOf(reader: FlowReader, from: number, to: number): Ends {
  return {
    sources: reader.codes('id.orig_h', from, to),
    destinations: reader.codes('id.resp_h', from, to),
    protos: reader.codes('proto', from, to),
    origPorts: reader.numbers('id.orig_p', from, to),
    respPorts: reader.numbers('id.resp_p', from, to),
  };
}

/** Protocol codes with a table of their ports: nearly all flows have one of these few. 256 kB each. */
const FEW_PROTOS = 8;
const PORTS = 1 << 16;

/** Assigns ids to channels, block by block, in order of first occurrence. */
export class ChannelIds {
  /** Port (or kind of ICMP message) and protocol code. */
  readonly ports = new PairTable();
  /** Source code, destination code and port id. */
  readonly channels: TripleTable;
  private readonly ids = new Uint32Array(BLOCK_ROWS);
  /** By protocol code: the port id + 1 of each port, 0 for unknown. */
  private readonly known: Uint32Array[] = [];

  /** `expected` channels find room without growing. */
  constructor(expected: number) {
    this.channels = new TripleTable(expected);
  }

  /**
   * Writes the channels of `count` flows to `out[at..]`. `transports` are by protocol code (`transportOf`), `addresses` by
   * destination code (`destinationKind`).
   */
  assign(
    { sources, destinations, protos, origPorts, respPorts }: Ends,
    { transports, addresses }: { readonly transports: Uint32Array; readonly addresses: Uint32Array },
    count: number,
    out: Uint32Array,
    at: number,
  ): void {
    const { ids, known } = this;
    for (let proto = known.length; proto < Math.min(FEW_PROTOS, transports.length); proto++)
      known.push(new Uint32Array(PORTS));
    for (let i = 0; i < count; i++) {
      const proto = protos[i];
      const isIcmp = transports[proto] === ICMP;
      const port = isIcmp ? icmpKind(origPorts[i], addresses[destinations[i]] >= IPV6) : respPorts[i] & 0xffff;
      const id = proto < FEW_PROTOS ? known[proto][port] : 0;
      ids[i] = id !== 0 ? id - 1 : this.portId(port, proto);
    }
    this.channels.idsOf(sources, destinations, ids, count, out, at);
  }

  private portId(port: number, proto: number): number {
    const id = this.ports.idOf(port, proto);
    if (proto < FEW_PROTOS) this.known[proto][port] = id + 1;
    return id;
  }
}
