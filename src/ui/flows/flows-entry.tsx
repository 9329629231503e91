import { useState } from 'react';
import { formatCount } from '../parts/format.ts';
import { FlowsTable } from '../table/flows-table.tsx';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { usePainted } from '../use-painted.ts';

/** The flows in view, ranked. */
export const flowsTab: TabEntry = {
  id: 'flows',
  label: 'Flows',
  countOf: ({ result }) => formatCount(result.shown.selected.flows),
  isThere: () => true,
  isWhole: false,
  View: FlowsTab,
};

function FlowsTab({ state, controller, result: { run, shown }, known }: TabProps) {
  const { detection, view, threshold, selected } = shown;
  const { entity } = state.workspace.open;
  const onReady = usePainted(controller, 'table', detection);
  const [, setAwaited] = useState<number | null>(null);
  return (
    <FlowsTable
      engine={controller.engine}
      run={run}
      detection={detection}
      view={view}
      threshold={threshold}
      total={selected.listed}
      anomaliesInView={selected.anomalies}
      selected={entity?.kind === 'flow' ? entity.flow : null}
      where={view.where}
      relatedLabel={null}
      hidden={shown.suppressed}
      onBack={controller.undo}
      flows={selected.flows}
      onGroup={(identical) => controller.setGroup(identical ? 'identical' : 'none')}
      onSort={(sort) => controller.setSort('flows', sort)}
      onOpen={(row) => {
        known.learn({ kind: 'flow', flow: row.flow }, row);
        controller.show({ kind: 'flow', flow: row.flow });
      }}
      onStep={(row) => {
        known.learn({ kind: 'flow', flow: row.flow }, row);
        controller.show({ kind: 'flow', flow: row.flow }, { isStep: true });
      }}
      onAwait={setAwaited}
      onReady={onReady}
      onError={controller.report}
    />
  );
}
