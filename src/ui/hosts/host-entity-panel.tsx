import { clauseOf } from '../../core/selection/clauses.ts';
import type { PanelProps } from '../panel/index.ts';
import { findingEntity, findingsIn } from '../workspace/findings-in.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { HostPanel } from './host-panel.tsx';

/** The panel of a host. */
export function HostEntityPanel({ state, controller, entity: { side, address } }: PanelProps<'host'>) {
  return (
    <HostPanel
      engine={controller.engine}
      side={side}
      address={address}
      findings={findingsIn(state)}
      onFinding={(finding) => controller.show(findingEntity(finding), { tab: 'findings' })}
      isStepped={state.phase === 'ready' && state.steps.step.isStepped}
      onClose={controller.close}
      onShowFlows={(where, label) => narrowTo(controller, clauseOf('click', { op: 'all', of: where }, label))}
    />
  );
}
