import { NothingInView } from '../frame/nothing-in-view.tsx';
import { type ColumnLayout, firstLayout } from '../grid/column-layout.ts';
import { formatCount } from '../parts/format.ts';
import { ListTab } from '../tabs/list-tab.tsx';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { usePainted } from '../use-painted.ts';
import { findingsIn } from '../workspace/findings-in.ts';
import { FlowsTable } from './flows-table.tsx';
import { GroupMenu } from './group-menu.tsx';
import { useFlowColumns } from './use-flow-columns.ts';

/** The tab **Flows**: the selected flows, ranked. */
export const flowsTab: TabEntry = {
  id: 'flows',
  label: 'Flows',
  countOf: ({ result }) => formatCount(result.shown.selected.flows),
  isThere: () => true,
  isWhole: false,
  View: FlowsTab,
};

function FlowsTab(props: TabProps) {
  const { state, controller, result, isShown, known } = props;
  const { run, shown } = result;
  const { detection, view, selected } = shown;
  const { lists, open } = state.workspace;
  const onReady = usePainted(controller, 'table', detection);
  const columns = useFlowColumns(run, shown, findingsIn(state), controller.toggleFinding);
  const layout = lists.flows.columns ?? firstLayout;
  const onLayout = (next: ColumnLayout) => controller.setColumns('flows', next);
  return (
    <ListTab
      {...props}
      columns={columns.columns}
      layout={layout}
      onLayout={onLayout}
      tools={<GroupMenu shown={shown} onGroup={controller.setGroup} />}
    >
      <FlowsTable
        engine={controller.engine}
        run={run}
        detection={detection}
        view={view}
        total={selected.listed}
        anomaliesInView={selected.anomalies}
        selected={open.entity?.kind === 'flow' ? open.entity.flow : null}
        none={<NothingInView controller={controller} result={result} />}
        flows={selected.flows}
        isShown={isShown}
        columns={columns}
        layout={layout}
        onLayout={onLayout}
        onToggleFinding={controller.toggleFinding}
        onSort={(sort) => controller.setSort('flows', sort)}
        onOpen={(row, isStep) => {
          const opened = { kind: 'flow', flow: row.flow } as const;
          known.learn(opened, row);
          controller.show(opened, { isStep });
        }}
        onReady={onReady}
        onError={controller.report}
      />
    </ListTab>
  );
}
