import { useAsk } from '../ask/use-ask.ts';
import buttons from '../parts/button.module.css';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './agreement.module.css';
import { queryOf, usualRole } from './label-roles.ts';

/** Maximum number of flows that are ranked for a hint. */
const MOST_FLOWS = 2_000_000;

/** A hint that the labels of a log contradict its ranking, with a link to the findings. */
export function Agreement({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { result, labels } = state;
  const { run, shown } = result;
  const { detector } = shown.detection;
  const [first] = labels;
  const isWorth = first !== undefined && run.flows <= MOST_FLOWS;
  const area = useAsk(isWorth ? `${run.id} ${detector} ${first.field}` : null, (signal) =>
    controller.engine.area(detector, queryOf(first, usualRole), signal),
  );
  if (area.phase !== 'ready' || !(area.answer < 0.5)) return null;
  return (
    <p role="note" className={styles.hint}>
      By this log’s labels, this order is no better than chance (AUC {area.answer.toFixed(2)}). See{' '}
      <button type="button" className={buttons.link} onClick={() => controller.showTab('findings')}>
        Findings
      </button>
      .
    </p>
  );
}
