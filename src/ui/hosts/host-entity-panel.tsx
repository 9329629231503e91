import { clauseOf } from '../../core/selection/clauses.ts';
import type { PanelProps } from '../panel/index.ts';
import { addStretch } from '../workspace/add-stretch.ts';
import { findingEntity, findingsIn, hasFindings } from '../workspace/findings-in.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { HostPanel } from './host-panel.tsx';

/** The panel of a host. */
export function HostEntityPanel({ state, controller, result, entity }: PanelProps<'host'>) {
  const { run, shown } = result;
  const { detector, where } = shown.view;
  return (
    <HostPanel
      engine={controller.engine}
      span={run.span}
      side={entity.side}
      address={entity.address}
      scope={{ selection: { detector, where }, withFindings: hasFindings(state) }}
      findings={findingsIn(state)}
      isStepped={state.phase === 'ready' && state.steps.step.isStepped}
      onFinding={(finding) => controller.show(findingEntity(finding), { tab: 'findings' })}
      onHost={(side, address) => controller.show({ kind: 'host', side, address }, { tab: 'hosts' })}
      onStretch={(stretch) => addStretch(controller, stretch)}
      onClose={controller.close}
      onShowFlows={(where, label) => narrowTo(controller, clauseOf('click', { op: 'all', of: where }, label))}
    />
  );
}
