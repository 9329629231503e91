import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { type Channels, findChannels } from './channels.ts';
import { type ColdTargets, findColdTargets } from './cold-targets.ts';
import { type Context, measureContext } from './context.ts';
import { countMinutes, type DnsMinutes } from './dns-minutes.ts';
import { type Entities, findEntities } from './entities.ts';
import { FlowReader } from './flow-reader.ts';
import { type Flows, readFlows } from './flows.ts';
import { Norms } from './norms.ts';
import { comparePast, type Past } from './past.ts';
import type { Reference } from './reference.ts';

/**
 * The measurements that all indicators share: four numbers per flow, about twenty per channel, and the larger entities
 * of each channel. Only the ids depend on the order of rows. 9 bytes per flow, 16 more for flows of channels with at
 * least four flows, about 110 per channel.
 */
export interface Facts {
  readonly reader: FlowReader;
  readonly channels: Channels;
  readonly flows: Flows;
  readonly entities: Entities;
  readonly context: Context;
  readonly targets: ColdTargets;
  readonly dns: DnsMinutes;
  /** Tails and counts to score with. */
  readonly norms: Norms;
  /** What the channels were on an ordinary day. Null without a reference. */
  readonly past: Past | null;
}

/** Measures a table in four passes over its rows, two of them for DNS. Throws `AbortError` when `control` aborts. */
export async function gatherFacts(table: Table, control: Control): Promise<Facts> {
  const reader = new FlowReader(table);
  const { channels, channelOf } = await findChannels(reader, control);
  const flows = await readFlows(reader, channels, channelOf, control);
  const entities = await findEntities(channels, control);
  const context = await measureContext(channels, entities, control);
  const targets = await findColdTargets(channels, entities, null, control);
  const dns = await countMinutes({ reader, channels, flows }, control);
  return { reader, channels, flows, entities, context, targets, dns, norms: new Norms(null, 1), past: null };
}

/** The facts of a log beside an ordinary day. A log that is longer than this has as many more flows and entities. */
export async function withReference(facts: Facts, reference: Reference, control: Control): Promise<Facts> {
  const { channels, entities, flows } = facts;
  const times = Math.max(1, flows.span / reference.span);
  const past = await comparePast(facts, reference, times, control);
  const targets = await findColdTargets(channels, entities, past, control);
  return { ...facts, targets, past, norms: new Norms(reference.norms, times) };
}
