import { clauseOf } from '../../core/selection/clauses.ts';
import type { ChannelRow } from '../../worker/api.ts';
import type { PanelProps } from '../panel/index.ts';
import { narrowTo } from '../workspace/narrow-to.ts';
import { ChannelPanel } from './channel-panel.tsx';

/** The panel of a channel. */
export function ChannelEntityPanel({ state, controller, known, entity }: PanelProps<'channel'>) {
  return (
    <ChannelPanel
      engine={controller.engine}
      channel={entity.channel}
      row={known.of(entity) as ChannelRow | null}
      isStepped={state.phase === 'ready' && state.steps.step.isStepped}
      onClose={controller.close}
      onShowFlows={(where, label) => narrowTo(controller, clauseOf('click', { op: 'all', of: where }, label))}
    />
  );
}
