import { clauseOf } from '../../core/selection/clauses.ts';
import type { PanelProps } from '../panel/index.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { scoreScaleOf } from '../workspace/score-scale-of.ts';
import { FlowPanel } from './flow-panel.tsx';
import type { KnownFlow } from './known-flow.ts';

/** The panel of a flow. */
export function FlowEntityPanel({ state, controller, result, flow, known, entity }: PanelProps<'flow'>) {
  const { run, shown } = result;
  return (
    <FlowPanel
      run={run}
      scale={scoreScaleOf(shown)}
      flow={entity.flow}
      state={flow}
      known={known.of(entity) as KnownFlow | null}
      isStepped={state.phase === 'ready' && state.steps.step.isStepped}
      onClose={controller.close}
      onShowRelated={(where, label) => narrowTo(controller, clauseOf('click', { op: 'all', of: where }, label))}
    />
  );
}
