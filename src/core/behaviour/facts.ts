import type { Control } from '../control.ts';
import type { Table } from '../table/table.ts';
import { type Channels, findChannels } from './channels.ts';
import { type Context, measureContext } from './context.ts';
import { type Entities, findEntities } from './entities.ts';
import { FlowReader } from './flow-reader.ts';
import { type Flows, readFlows } from './flows.ts';

/**
 * Everything the parts look at: of each flow four numbers, of each channel some twenty, and which larger entities a channel
 * belongs to. Nothing depends on the order of the rows but the ids. 9 bytes a flow and 16 more where a channel has four or
 * more, about 110 a channel.
 */
export interface Facts {
  readonly reader: FlowReader;
  readonly channels: Channels;
  readonly flows: Flows;
  readonly entities: Entities;
  readonly context: Context;
}

export async function gatherFacts(table: Table, control: Control): Promise<Facts> {
  const reader = new FlowReader(table);
  const { channels, channelOf } = await findChannels(reader, control);
  const flows = await readFlows(reader, channels, channelOf, control);
  const entities = await findEntities(channels, control);
  const context = await measureContext(channels, entities, control);
  return { reader, channels, flows, entities, context };
}
