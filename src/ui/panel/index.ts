import type { ComponentType } from 'react';
import { ChannelEntityPanel } from '../channels/channel-entity-panel.tsx';
import { FlowEntityPanel } from '../detail/flow-entity-panel.tsx';
import { FindingPanel } from '../findings/finding-panel.tsx';
import { HostEntityPanel } from '../hosts/host-entity-panel.tsx';
import type { TabProps } from '../tabs/tab-entry.ts';
import type { Entity, EntityKind } from '../workspace/entity.ts';

/** The props of every panel. */
export interface PanelProps<Kind extends EntityKind> extends TabProps {
  readonly entity: Extract<Entity, { kind: Kind }>;
}

/** The panel of each kind of entity. */
export const panels: { readonly [Kind in EntityKind]: ComponentType<PanelProps<Kind>> } = {
  flow: FlowEntityPanel,
  host: HostEntityPanel,
  channel: ChannelEntityPanel,
  finding: FindingPanel,
};
