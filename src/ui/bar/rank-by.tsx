import { type KeyboardEvent, useId } from 'react';
import { Icon } from '../parts/icon.tsx';
import type { Controller } from '../workspace/controller.ts';
import { chosenDetector } from '../workspace/model.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './bar.module.css';

/** Detectors with a button of their own, if the run has them, and why one would choose them. */
const named: ReadonlyMap<string, string> = new Map([
  ['combined', 'scans, beacons and odd volumes as one list, grouped by finding'],
  ['pyod-pca', 'same scores as zeek_anomaly_detector. Large and long flows first'],
]);

/** Chooses the detector. The current choice stays pressed until the new result is ready. */
export function RankBy({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const label = useId();
  const { run, shown } = state.result;
  const choices = [...named.keys()].flatMap((id) => run.detectors.filter((detector) => detector.id === id));
  const onScreen = shown.detection.id;
  const isOther = !choices.some(({ id }) => id === onScreen);
  const asked = chosenDetector(run, state.workspace.model).id;
  const rank = (detector: string) => controller.setModel({ detector });
  function onKeyDown(event: KeyboardEvent, place: number): void {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = event.currentTarget.parentElement?.children[place + step];
    if (step !== 0 && next instanceof HTMLButtonElement) next.focus();
  }
  return (
    <div className={styles.rank}>
      <span id={label}>Rank by</span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as one box of buttons */}
      <div role="group" aria-labelledby={label} className={styles.choices}>
        {choices.map(({ id, label: name, short }, place) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === onScreen}
            data-chosen={id === onScreen}
            tabIndex={id === (isOther ? choices[0].id : onScreen) ? 0 : -1}
            title={`Detector ${name}: ${named.get(id)}`}
            onClick={() => rank(id)}
            onKeyDown={(event) => onKeyDown(event, place)}
          >
            {short}
          </button>
        ))}
        <label data-chosen={isOther} title={`${run.detectors.length} detectors`}>
          <span aria-hidden="true" className={styles.more}>
            {isOther ? shown.detection.short : 'More'}
          </span>
          <span aria-hidden="true" className={styles.chosen}>
            Rank by {shown.detection.short}
          </span>
          <Icon name="down" />
          <select aria-label="Detector" value={asked} onChange={({ target }) => rank(target.value)}>
            {run.detectors.map((detector) => (
              <option key={detector.id} value={detector.id}>
                {detector.label}
              </option>
            ))}
          </select>
        </label>
      </div>
    </div>
  );
}
