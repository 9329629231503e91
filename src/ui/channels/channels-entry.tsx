import { useCallback, useState } from 'react';
import type { ChannelWindow } from '../../worker/api.ts';
import { firstLayout } from '../grid/column-layout.ts';
import { groupColumns } from '../grid/group-columns.tsx';
import { formatCount } from '../parts/format.ts';
import { LargerFace } from '../parts/larger-face.tsx';
import { ListTab } from '../tabs/list-tab.tsx';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { channelDrawings } from './channel-columns.tsx';
import { ChannelFilters } from './channel-filters.tsx';
import { ChannelsList } from './channels-list.tsx';

/** The tab **Channels**. */
export const channelsTab: TabEntry = {
  id: 'channels',
  label: 'Channels',
  countOf: (_, { groups }) => (groups === null ? '' : formatCount(groups.channels)),
  isThere: () => true,
  isWhole: false,
  View: Channels,
  Tools: ChannelFilters,
};

function Channels(props: TabProps) {
  const { state, controller, result } = props;
  const { columns } = state.workspace.lists.channels;
  const [found, setFound] = useState<ChannelWindow | null>(null);
  const onDrawn = useCallback((drawn: ChannelWindow) => setFound(drawn), []);
  const onLayout = useCallback((layout: typeof firstLayout) => controller.setColumns('channels', layout), [controller]);
  if (result.run.larger?.folded === null) return <LargerFace name="Channels" />;
  const all = groupColumns(found?.columns ?? [], channelDrawings);
  return (
    <ListTab {...props} columns={all} layout={columns ?? firstLayout} onLayout={onLayout}>
      <ChannelsList {...props} layout={columns ?? firstLayout} onLayout={onLayout} onDrawn={onDrawn} />
    </ListTab>
  );
}
