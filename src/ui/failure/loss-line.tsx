import { explainLoss } from '../../words/loss-words.ts';
import type { RunLoss } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import { ReadingReport } from '../reading/reading-report.tsx';
import type { Controller } from '../workspace/controller.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './failure.module.css';

/** First line of a result that lacks many rows of its log. It cannot be dismissed. */
export function LossLine({
  loss,
  state,
  controller,
}: {
  readonly loss: RunLoss;
  readonly state: Ready;
  readonly controller: Controller;
}) {
  const { what, so } = explainLoss(loss);
  return (
    <div
      role="note"
      aria-label="Skipped rows"
      data-code={loss.isMost ? 'mostly-skipped' : 'rows-skipped'}
      className={styles.loss}
    >
      <p>
        <strong>{what}</strong> {so}
      </p>
      <Popover button="Reading report" buttonClass={buttons.link} label="Reading report">
        <ReadingReport state={state} controller={controller} />
      </Popover>
    </div>
  );
}
