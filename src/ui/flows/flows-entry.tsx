import { firstLayout } from '../grid/column-layout.ts';
import { formatCount } from '../parts/format.ts';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { usePainted } from '../use-painted.ts';
import { FlowsTable } from './flows-table.tsx';

/** The flows in view, ranked. */
export const flowsTab: TabEntry = {
  id: 'flows',
  label: 'Flows',
  countOf: ({ result }) => formatCount(result.shown.selected.flows),
  isThere: () => true,
  isWhole: false,
  View: FlowsTab,
};

function FlowsTab({ state, controller, result: { run, shown }, isShown, known }: TabProps) {
  const { detection, view, threshold, selected } = shown;
  const { lists, open } = state.workspace;
  const onReady = usePainted(controller, 'table', detection);
  return (
    <FlowsTable
      engine={controller.engine}
      run={run}
      detection={detection}
      view={view}
      threshold={threshold}
      contamination={shown.workspace.model.contamination}
      isMoved={shown.isMoved}
      total={selected.listed}
      anomaliesInView={selected.anomalies}
      selected={open.entity?.kind === 'flow' ? open.entity.flow : null}
      hidden={shown.suppressed}
      flows={selected.flows}
      isShown={isShown}
      layout={lists.flows.columns ?? firstLayout}
      onLayout={(columns) => controller.setColumns('flows', columns)}
      onToggleFinding={controller.toggleFinding}
      onGroup={(identical) => controller.setGroup(identical ? 'identical' : 'none')}
      onSort={(sort) => controller.setSort('flows', sort)}
      onOpen={(row, isStep) => {
        const opened = { kind: 'flow', flow: row.flow } as const;
        known.learn(opened, row);
        controller.show(opened, { isStep });
      }}
      onReady={onReady}
      onError={controller.report}
    />
  );
}
