import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { type Channels, findChannels } from './channels.ts';
import { type ColdTargets, findColdTargets } from './cold-targets.ts';
import { type Context, measureContext } from './context.ts';
import { type Entities, findEntities } from './entities.ts';
import { FlowReader } from './flow-reader.ts';
import { type Flows, readFlows } from './flows.ts';

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
}

/** Measures a table in two passes over its rows. Throws `AbortError` when `control` aborts. */
export async function gatherFacts(table: Table, control: Control): Promise<Facts> {
  const reader = new FlowReader(table);
  const { channels, channelOf } = await findChannels(reader, control);
  const flows = await readFlows(reader, channels, channelOf, control);
  const entities = await findEntities(channels, control);
  const context = await measureContext(channels, entities, control);
  const targets = await findColdTargets(channels, entities, control);
  return { reader, channels, flows, entities, context, targets };
}
