import { useCallback, useState } from 'react';
import type { HostWindow } from '../../worker/api.ts';
import { firstLayout } from '../grid/column-layout.ts';
import { formatCount } from '../parts/format.ts';
import { LargerFace } from '../parts/larger-face.tsx';
import { ListTab } from '../tabs/list-tab.tsx';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { hostColumns } from './host-columns.tsx';
import { columnsOf, HostsList } from './hosts-list.tsx';
import { SideSwitch } from './side-switch.tsx';

/** The tab **Hosts**. */
export const hostsTab: TabEntry = {
  id: 'hosts',
  label: 'Hosts',
  countOf: ({ workspace }, { groups }) =>
    groups === null ? '' : formatCount(workspace.lists.hosts.side === 'source' ? groups.sources : groups.destinations),
  isThere: () => true,
  isWhole: false,
  View: Hosts,
  Tools: SideSwitch,
};

function Hosts(props: TabProps) {
  const { state, controller, result } = props;
  const { side, columns } = state.workspace.lists.hosts;
  const [found, setFound] = useState<HostWindow | null>(null);
  const onDrawn = useCallback((drawn: HostWindow) => setFound(drawn), []);
  const onLayout = useCallback((layout: typeof firstLayout) => controller.setColumns('hosts', layout), [controller]);
  if (result.run.larger?.folded === null) return <LargerFace name="Hosts" />;
  return (
    <ListTab
      {...props}
      columns={hostColumns(side, columnsOf(state, result, found))}
      layout={columns ?? firstLayout}
      onLayout={onLayout}
    >
      <HostsList {...props} layout={columns ?? firstLayout} onLayout={onLayout} onDrawn={onDrawn} />
    </ListTab>
  );
}
