import { clauseOf } from '../../core/selection/clauses.ts';
import type { ChannelRow } from '../../worker/api.ts';
import type { PanelProps } from '../panel/index.ts';
import { addStretch } from '../workspace/add-stretch.ts';
import { findingEntity, findingsIn, hasFindings } from '../workspace/findings-in.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { ChannelPanel } from './channel-panel.tsx';

/** The panel of a channel. */
export function ChannelEntityPanel({ state, controller, result, known, entity }: PanelProps<'channel'>) {
  const { run, shown } = result;
  const { detector, where } = shown.view;
  return (
    <ChannelPanel
      engine={controller.engine}
      span={run.span}
      channel={entity.channel}
      row={known.of(entity) as ChannelRow | null}
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
