import { firstLayout } from '../grid/column-layout.ts';
import { formatCount } from '../parts/format.ts';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { HostsTab } from './hosts-tab.tsx';

/** Every host as a source or as a destination. */
export const hostsTab: TabEntry = {
  id: 'hosts',
  label: 'Hosts',
  countOf: ({ workspace }, { groups }) =>
    groups === null ? '' : formatCount(workspace.lists.hosts.side === 'source' ? groups.sources : groups.destinations),
  isThere: () => true,
  isWhole: false,
  View: Hosts,
};

function Hosts({ state, controller, result: { run, shown }, isShown, known }: TabProps) {
  const { entity } = state.workspace.open;
  const { side, sort, columns } = state.workspace.lists.hosts;
  const { detector, where } = shown.view;
  return (
    <HostsTab
      engine={controller.engine}
      run={run}
      detector={shown.detection.detector}
      threshold={shown.threshold}
      contamination={shown.workspace.model.contamination}
      isShown={isShown}
      side={side}
      selection={{ detector, where }}
      sort={sort}
      layout={columns ?? firstLayout}
      onSide={controller.setSide}
      onSort={(next) => controller.setSort('hosts', next)}
      onLayout={(layout) => controller.setColumns('hosts', layout)}
      selected={entity?.kind === 'host' && entity.side === side ? entity.address : null}
      onOpen={(row, isStep) => {
        const opened = { kind: 'host', side, address: row.address } as const;
        known.learn(opened, row);
        controller.show(opened, { isStep });
      }}
    />
  );
}
