import { firstLayout } from '../grid/column-layout.ts';
import { formatCount } from '../parts/format.ts';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { ChannelsTab } from './channels-tab.tsx';

/** What goes from one source to one destination's port. */
export const channelsTab: TabEntry = {
  id: 'channels',
  label: 'Channels',
  countOf: (_, { groups }) => (groups === null ? '' : formatCount(groups.channels)),
  isThere: () => true,
  isWhole: false,
  View: Channels,
};

function Channels({ state, controller, result: { run, shown }, isShown, known }: TabProps) {
  const { entity } = state.workspace.open;
  const { sort, columns } = state.workspace.lists.channels;
  const { detector, where } = shown.view;
  return (
    <ChannelsTab
      engine={controller.engine}
      run={run}
      isShown={isShown}
      selected={entity?.kind === 'channel' ? entity.channel : null}
      selection={{ detector, where }}
      sort={sort}
      layout={columns ?? firstLayout}
      onSort={(next) => controller.setSort('channels', next)}
      onLayout={(layout) => controller.setColumns('channels', layout)}
      onOpen={(row, isStep) => {
        const opened = { kind: 'channel', channel: row.channel } as const;
        known.learn(opened, row);
        controller.show(opened, { isStep });
      }}
    />
  );
}
