import type { ChannelRow } from '../../worker/api.ts';
import { groupPanelProps } from '../panel/group-panel-props.ts';
import type { PanelProps } from '../panel/index.ts';
import { ChannelPanel } from './channel-panel.tsx';

/** The panel of a channel. */
export function ChannelEntityPanel({ entity, ...props }: PanelProps<'channel'>) {
  const row = props.known.of(entity) as ChannelRow | null;
  return <ChannelPanel {...groupPanelProps(props)} channel={entity.channel} row={row} />;
}
