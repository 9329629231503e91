import type { TabEntry, TabProps } from '../tabs/tab-entry.ts';
import { EvaluateTab } from './evaluate-tab.tsx';

/** The tab **Evaluate**, for logs with labels. */
export const evaluateTab: TabEntry = {
  id: 'evaluate',
  label: 'Evaluate',
  countOf: () => '',
  isThere: ({ labels }) => labels.length > 0,
  isWhole: true,
  View: Evaluate,
};

function Evaluate({ state, controller, result: { run, shown }, isShown }: TabProps) {
  if (state.phase !== 'ready' || state.labels.length === 0) return null;
  return <EvaluateTab engine={controller.engine} run={run} shown={shown} labels={state.labels} isShown={isShown} />;
}
