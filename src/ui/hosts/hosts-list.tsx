import { keyOfAll } from '../../core/selection/predicate.ts';
import type { HostRow, HostsQuery, HostWindow } from '../../worker/api.ts';
import { NothingInView } from '../frame/nothing-in-view.tsx';
import type { ColumnLayout } from '../grid/column-layout.ts';
import { DataGrid } from '../grid/data-grid.tsx';
import { missingFrom } from '../missing-rows.ts';
import { groupNotes } from '../parts/group-notes.tsx';
import type { TabProps } from '../tabs/tab-entry.ts';
import { hasFindings } from '../workspace/findings-in.ts';
import type { Result, State } from '../workspace/state.ts';
import { type HostColumnsOf, hostCard, hostColumns } from './host-columns.tsx';

/** The hosts of one side with a selected flow. */
export function HostsList({
  state,
  controller,
  result,
  isShown,
  known,
  layout,
  onLayout,
  onDrawn,
}: TabProps & {
  readonly layout: ColumnLayout;
  readonly onLayout: (layout: ColumnLayout) => void;
  readonly onDrawn: (found: HostWindow) => void;
}) {
  const { run, shown } = result;
  const { side, sort } = state.workspace.lists.hosts;
  const { entity } = state.workspace.open;
  const { detector, where } = shown.view;
  const query: HostsQuery = {
    side,
    sort,
    detector: shown.detection.detector,
    threshold: shown.threshold,
    contamination: shown.workspace.model.contamination,
    selection: { detector, where },
    withFindings: hasFindings(state),
  };
  const listed = `${run.id} ${side} ${keyOfAll(where)}`;
  return (
    <DataGrid<HostRow, HostWindow>
      name="Hosts"
      ask={(start, end, signal, onProgress) => controller.engine.hosts(query, start, end, onProgress, signal)}
      listKey={JSON.stringify([listed, sort.by, sort.descending])}
      keptKey={listed}
      cellsKey={JSON.stringify([query.detector, query.threshold, query.contamination, query.withFindings])}
      isShown={isShown}
      columns={(found) => hostColumns(side, columnsOf(state, result, found))}
      card={hostCard}
      layout={layout}
      onLayout={onLayout}
      sort={sort}
      selected={entity?.kind === 'host' && entity.side === side ? (entity.address ?? '') : null}
      idOf={({ address }) => address ?? ''}
      labelOf={({ address }) => address ?? 'unset'}
      none={<NothingInView controller={controller} result={result} />}
      onSort={(next) => controller.setSort('hosts', next)}
      onOpen={(row, isStep) => {
        const opened = { kind: 'host', side, address: row.address } as const;
        known.learn(opened, row);
        controller.show(opened, { isStep });
      }}
      onDrawn={onDrawn}
      head={(found) => (found === null ? null : groupNotes(found.notes, missingFrom(run)))}
    />
  );
}

/** What the columns of the list depend on. */
export function columnsOf(state: State, { run, shown }: Result, found: HostWindow | null): HostColumnsOf {
  return { found, span: run.span, hasFindings: hasFindings(state), detector: shown.detection.detector };
}
