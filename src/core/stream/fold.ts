import { ChannelIds, endsOf } from '../behaviour/channel-ids.ts';
import { flagsOfEnds } from '../behaviour/channels.ts';
import { FlowReader } from '../behaviour/flow-reader.ts';
import {
  type Codes,
  flagsWith,
  historyMeaning,
  isFailedFlow,
  readBlock,
  sizesOf,
  stateMeaning,
} from '../behaviour/flows.ts';
import { BLOCK_ROWS } from '../behaviour/pace.ts';
import { destinationKind, ICMP, icmpKind, transportOf } from '../behaviour/words.ts';
import type { Table } from '../table/table.ts';
import { BYTES_PER_FOLDED_ROW, FoldedRows, foldedLabels } from './folded-rows.ts';
import { Growing } from './growing.ts';
import { LabelMeanings } from './label-meanings.ts';

/** Rows of a channel that are kept from its first on, so that intervals between flows can be measured. */
const SEQUENCE = 64;
/** From then on one row of a channel is kept in each of 60 equal parts of the log. */
const PARTS = 60;
/** A flow is kept that is larger or longer than those before by this factor. */
const RECORD = 1.1;
/** Shares of the memory for rows and for addresses. */
const ROWS_SHARE = 0.4;
const LABELS_SHARE = 0.2;
/** Minimum number of rows that may be kept, about 9 MB. */
const LEAST_ROWS = 1 << 16;

/** The rows of a folded log, and how many of the log's flows they stand for: the first ones, all unless memory was short. */
export interface Folded {
  readonly table: Table;
  readonly flows: number;
}

/**
 * Folds passing rows into few: of each channel the first 64, one in each sixtieth of the log, and those that are larger or
 * longer than any before. Each stands for the flows of its channel up to the next one that is kept, with their sums, so all
 * sums per channel are exact. Channels get ids in order of first occurrence, as in a table of all rows.
 * Memory is bounded: from a number of rows on only the first of each channel is kept, and later nothing more is added.
 * About 0.25 µs per row.
 */
export class Fold {
  private readonly most: number;
  private readonly mostLabelBytes: number;
  private readonly kept = new FoldedRows();
  private readonly ids = new ChannelIds(0);
  private readonly meanings = {
    protos: new LabelMeanings(),
    destinations: new LabelMeanings(),
    states: new LabelMeanings(),
    histories: new LabelMeanings(),
  };
  private channels = 0;
  /** By channel: flows, the last row that was kept and its part of the log, largest size and duration, flags, service. */
  private readonly seen = new Growing(new Uint32Array(0));
  private readonly last = new Growing(new Uint32Array(0));
  private readonly part = new Growing(new Uint8Array(0));
  private readonly largest = new Growing(new Float64Array(0));
  private readonly longest = new Growing(new Float64Array(0));
  private readonly flags = new Growing(new Uint8Array(0));
  private readonly service = new Growing(new Uint32Array(0));
  private readonly channelOf = new Uint32Array(BLOCK_ROWS);
  private readonly sizes = new Float64Array(BLOCK_ROWS);
  private flows = 0;
  private isOver = false;

  /** `memory` in bytes for all flows of a run. */
  constructor(memory: number) {
    this.most = Math.max(LEAST_ROWS, Math.floor((ROWS_SHARE * memory) / BYTES_PER_FOLDED_ROW));
    this.mostLabelBytes = Math.max(LEAST_ROWS * 64, LABELS_SHARE * memory);
  }

  /** Whether no more rows are added, for want of memory. */
  get isFull(): boolean {
    return this.isOver;
  }

  /** Folds a group of rows. `share`: the fraction of the log that was read, 0 to 1. */
  add(group: Table, share: number): void {
    if (this.isOver) return;
    const reader = new FlowReader(group);
    const part = Math.min(PARTS - 1, Math.floor(share * PARTS));
    this.kept.begin(group);
    for (let from = 0; from < group.rows; from += BLOCK_ROWS) {
      this.addBlock(reader, from, Math.min(group.rows, from + BLOCK_ROWS), part);
    }
    this.flows += group.rows;
    const labelBytes = foldedLabels.reduce((sum, field) => {
      const column = group.columns.get(field);
      return sum + (column?.kind === 'category' ? column.labels.byteLength : 0);
    }, 0);
    this.isOver = this.kept.rows >= 1.25 * this.most || labelBytes > this.mostLabelBytes;
  }

  /** Null when nothing was added. The fold must not be used after. */
  finish(): Folded | null {
    return this.flows === 0 ? null : { table: this.kept.finish(), flows: this.flows };
  }

  private addBlock(reader: FlowReader, from: number, to: number, part: number): void {
    const ends = endsOf(reader, from, to);
    const { transports, addresses, states, histories } = this.meaningsOf(reader);
    this.ids.assign(ends, { transports, addresses }, to - from, this.channelOf, 0);
    this.makeRoom(this.ids.channels.size);
    const block = readBlock(reader, from, to);
    sizesOf(block, transports, ends.protos, this.sizes);
    const codes: Codes = { states, histories, ranks: states };
    const isAlpha = alphabetical(reader);
    for (let i = 0; i < to - from; i++) {
      const channel = this.channelOf[i];
      const transport = transports[ends.protos[i]];
      const address = addresses[ends.destinations[i]];
      const port = transport === ICMP ? icmpKind(ends.origPorts[i], address >= 4) : ends.respPorts[i] & 0xffff;
      const isFirst = channel === this.channels;
      if (isFirst) {
        this.channels++;
        this.flags.values[channel] = flagsOfEnds(address, transport, port);
      }
      const before = this.flags.values[channel];
      const isFailed = isFailedFlow(block, codes, before, i);
      const after = flagsWith(block, codes, transport, port, before, i);
      const isNews = this.takeService(channel, block.services[i], isAlpha) || after !== before;
      this.flags.values[channel] = after;
      const isRecord = this.takeRecord(channel, this.sizes[i], block.durations[i]);
      const isDue = this.seen.values[channel]++ < SEQUENCE || this.part.values[channel] !== part || isRecord;
      if (isFirst || isNews || (isDue && this.kept.rows < this.most)) {
        this.last.values[channel] = this.kept.copy(from + i);
        this.part.values[channel] = part;
      }
      this.kept.represent(this.last.values[channel], block, i, isFailed);
    }
  }

  private meaningsOf(reader: FlowReader) {
    const { protos, destinations, states, histories } = this.meanings;
    const address = new Uint8Array(16);
    const read = (field: 'proto' | 'conn_state' | 'history', of: (label: string) => number) => (code: number) =>
      of(reader.label(field, code));
    return {
      transports: protos.upTo(reader.codeCount('proto'), read('proto', transportOf)),
      states: states.upTo(reader.codeCount('conn_state'), read('conn_state', stateMeaning)),
      histories: histories.upTo(reader.codeCount('history'), read('history', historyMeaning)),
      addresses: destinations.upTo(reader.codeCount('id.resp_h'), (code) =>
        destinationKind(reader.address('id.resp_h', code, address)),
      ),
    };
  }

  private makeRoom(channels: number): void {
    for (const one of [this.seen, this.last, this.part, this.largest, this.longest, this.flags, this.service]) {
      one.reserve(channels);
    }
  }

  /** Whether the channel's service is another now: the first of several by name. */
  private takeService(channel: number, code: number, isBefore: (a: number, b: number) => boolean): boolean {
    const known = this.service.values[channel];
    if (code === 0 || code === known || (known !== 0 && !isBefore(code, known))) return false;
    this.service.values[channel] = code;
    return true;
  }

  /** Whether the flow is larger or longer by far than the channel's flows before. */
  private takeRecord(channel: number, size: number, duration: number): boolean {
    const [largest, longest] = [this.largest.values, this.longest.values];
    const isRecord = size > RECORD * largest[channel] || duration > RECORD * longest[channel];
    if (size > RECORD * largest[channel]) largest[channel] = size;
    if (duration > RECORD * longest[channel]) longest[channel] = duration;
    return isRecord;
  }
}

function alphabetical(reader: FlowReader): (a: number, b: number) => boolean {
  return (a, b) => reader.label('service', a) < reader.label('service', b);
}
