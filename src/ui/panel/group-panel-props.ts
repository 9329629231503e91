import { clauseOf } from '../../core/selection/clauses.ts';
import type { Engine, Finding, GroupScope, Predicate, Run, Side } from '../../worker/api.ts';
import type { Stretch } from '../parts/time-bars.tsx';
import type { TabProps } from '../tabs/tab-entry.ts';
import { addStretch } from '../workspace/add-stretch.ts';
import { findingEntity, findingsIn, hasFindings } from '../workspace/findings-in.ts';
import { narrowTo } from '../workspace/narrow-to.ts';

/** Props of the panels of hosts and channels. */
export interface GroupPanelProps {
  readonly engine: Engine;
  readonly span: Run['span'];
  /** Flows that are counted. */
  readonly scope: GroupScope;
  /** Empty until they are known. */
  readonly findings: readonly Finding[];
  /** Whether the user stepped here by keys: the focus then stays in the list. */
  readonly isStepped: boolean;
  readonly onFinding: (finding: Finding) => void;
  readonly onHost: (side: Side, address: string) => void;
  readonly onStretch: (stretch: Stretch) => void;
  readonly onClose: () => void;
  readonly onShowFlows: (where: readonly Predicate[], label: string) => void;
}

/** The props from the state of an open log. */
export function groupPanelProps({
  state,
  controller,
  result: { run, shown },
}: Pick<TabProps, 'state' | 'controller' | 'result'>): GroupPanelProps {
  const { detector, where } = shown.view;
  return {
    engine: controller.engine,
    span: run.span,
    scope: { selection: { detector, where }, withFindings: hasFindings(state) },
    findings: findingsIn(state),
    isStepped: state.phase === 'ready' && state.steps.step.isStepped,
    onFinding: (finding) => controller.show(findingEntity(finding), { tab: 'findings' }),
    onHost: (side, address) => controller.show({ kind: 'host', side, address }, { tab: 'hosts' }),
    onStretch: (stretch) => addStretch(controller, stretch),
    onClose: controller.close,
    onShowFlows: (shownFlows, label) => narrowTo(controller, clauseOf('click', { op: 'all', of: shownFlows }, label)),
  };
}
