import { chosenDetector } from '../asked.ts';
import { BaselineButton } from '../baseline/baseline-button.tsx';
import type { Controller } from '../controller.ts';
import { ExportPanel } from '../export/export-panel.tsx';
import { NoiseMenu } from '../noise/noise-menu.tsx';
import buttons from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import type { Ready } from '../state.ts';
import styles from './bar.module.css';
import { ContaminationInput } from './contamination-input.tsx';
import { FileChips } from './file-chips.tsx';

/** What the bar has while a log is open: what it is, how it is scored, what can be done with it. */
export function RunControls({
  state,
  controller,
  onChooseFiles,
}: {
  readonly state: Ready;
  readonly controller: Controller;
  readonly onChooseFiles: () => void;
}) {
  const { asked, result } = state;
  const { run } = result;
  return (
    <>
      <FileChips state={state} controller={controller} />
      <span className={styles.space} />
      <label className={styles.field}>
        Detector
        <select
          value={chosenDetector(run, asked).id}
          onChange={({ target }) => controller.ask({ detector: target.value })}
        >
          {run.detectors.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </label>
      <ContaminationInput value={asked.contamination} onChange={(contamination) => controller.ask({ contamination })} />
      <NoiseMenu
        engine={controller.engine}
        result={result}
        noise={asked.noise}
        onChange={(noise) => controller.ask({ noise })}
      />
      <BaselineButton state={state} controller={controller} />
      <Popover button="Export" buttonClass={buttons.button} label="Export flows" staysOpen>
        <ExportPanel engine={controller.engine} result={result} />
      </Popover>
      <button type="button" className={buttons.button} onClick={onChooseFiles}>
        Open another log
      </button>
    </>
  );
}
