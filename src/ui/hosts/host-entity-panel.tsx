import { groupPanelProps } from '../panel/group-panel-props.ts';
import type { PanelProps } from '../panel/index.ts';
import { HostPanel } from './host-panel.tsx';

/** The panel of a host. */
export function HostEntityPanel({ entity, ...props }: PanelProps<'host'>) {
  return <HostPanel {...groupPanelProps(props)} side={entity.side} address={entity.address} />;
}
