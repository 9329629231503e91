import { keyOfAll } from '../../core/selection/predicate.ts';
import type { ChannelRow, ChannelsQuery, ChannelWindow } from '../../worker/api.ts';
import { NothingInView } from '../frame/nothing-in-view.tsx';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { DataGrid } from '../grid/data-grid.tsx';
import { groupColumns } from '../grid/group-columns.tsx';
import lists from '../grid/list.module.css';
import { missingFrom } from '../missing-rows.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount, wordFor } from '../parts/format.ts';
import { groupNotes } from '../parts/group-notes.tsx';
import type { TabProps } from '../tabs/tab-entry.ts';
import { hasFindings } from '../workspace/findings-in.ts';
import { channelCard, channelDrawings } from './channel-columns.tsx';

/** The rows with the number of flows that they were asked for. */
interface Found extends ChannelWindow {
  readonly leastFlows: number;
}

/** The channels with a selected flow and at least the chosen number of flows, by default the most beacon-like first. */
export function ChannelsList({
  state,
  controller,
  result,
  counts,
  isShown,
  known,
  layout,
  onLayout,
  onDrawn,
}: TabProps & {
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onDrawn: (found: ChannelWindow) => void;
}) {
  const { run, shown } = result;
  const { sort, leastFlows } = state.workspace.lists.channels;
  const { entity } = state.workspace.open;
  const { detector, where } = shown.view;
  const query: ChannelsQuery = {
    sort,
    leastFlows,
    selection: { detector, where },
    withFindings: hasFindings(state),
  };
  const listed = `${run.id} ${leastFlows} ${keyOfAll(where)}`;
  const few = <TooFewFlows leastFlows={leastFlows} onAll={() => controller.setLeastFlows(1)} />;
  return (
    <DataGrid<ChannelRow, Found>
      name="Channels"
      ask={async (start, end, signal, onProgress) => ({
        ...(await controller.engine.channels(query, start, end, onProgress, signal)),
        leastFlows,
      })}
      listKey={JSON.stringify([listed, sort.by, sort.descending])}
      keptKey={listed}
      cellsKey={`${detector} ${query.withFindings}`}
      isShown={isShown}
      columns={(found) => groupColumns(found?.columns ?? [], channelDrawings)}
      card={channelCard}
      layout={layout}
      onLayout={onLayout}
      sort={sort}
      selected={entity?.kind === 'channel' ? entity.channel : null}
      idOf={({ channel }) => channel}
      labelOf={({ source, destination, port }) => `${source} to ${destination}, ${port}`}
      none={shown.selected.flows > 0 ? few : <NothingInView controller={controller} result={result} />}
      onSort={(next) => controller.setSort('channels', next)}
      onOpen={(row, isStep) => {
        const opened = { kind: 'channel', channel: row.channel } as const;
        known.learn(opened, row);
        controller.show(opened, { isStep });
      }}
      onDrawn={onDrawn}
      head={(found) => {
        if (found === null) return null;
        const notes = groupNotes(found.notes, missingFrom(run));
        if (found.leastFlows === 1) return notes;
        const all = counts.groups === null ? '' : ` of ${formatCount(counts.groups.channels)}`;
        return (
          <>
            <span className={lists.counts}>
              {formatCount(found.total)}
              {all} {wordFor(counts.groups?.channels ?? found.total, 'channel')} {wordFor(found.total, 'has', 'have')}{' '}
              at least {countOf(found.leastFlows, 'flow')} in view.
            </span>
            <button type="button" className={buttons.link} onClick={() => controller.setLeastFlows(1)}>
              Show all
            </button>
            {notes}
          </>
        );
      }}
    />
  );
}

function TooFewFlows({ leastFlows, onAll }: { readonly leastFlows: number; readonly onAll: () => void }) {
  return (
    <>
      <p>No channel has at least {countOf(leastFlows, 'flow')} in view.</p>
      <button type="button" className={buttons.button} onClick={onAll}>
        Show all channels
      </button>
    </>
  );
}
