import { fileLabel } from '../parts/file-label.ts';
import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { withParams } from '../workspace/model.ts';
import { ModelTab } from './model-tab.tsx';

/** The tab **Model**. */
export const modelTab: TabEntry = {
  id: 'model',
  label: 'Model',
  countOf: () => '',
  isThere: () => true,
  isWhole: true,
  View: Model,
};

function Model({ state, controller, result: { run, shown }, isShown, isStale, Scree }: TabProps) {
  if (!isShown) return null;
  return (
    <ModelTab
      engine={controller.engine}
      run={run}
      detection={shown.detection}
      contamination={shown.workspace.model.contamination}
      threshold={shown.threshold}
      fileLabel={fileLabel(run)}
      Scree={Scree}
      onSet={(id, values) => {
        const choice = run.detectors.find((one) => one.id === id);
        if (choice === undefined) return;
        controller.setModel({ detector: id, params: withParams(state.workspace.model, choice, values) });
      }}
      isStale={isStale}
    />
  );
}
