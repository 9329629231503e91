import { type KeyboardEvent, useId } from 'react';
import { Icon } from '../parts/icon.tsx';
import type { Controller } from '../workspace/controller.ts';
import { chosenDetector } from '../workspace/model.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './bar.module.css';

/** Detectors with a button of their own, if the run has them. The first other detector gets the last button. */
const named: readonly { readonly id: string; readonly short: string; readonly long: string; readonly about: string }[] =
  [
    {
      id: 'combined',
      short: 'Incidents',
      long: 'Incidents',
      about: 'Detector Combined: scans, beacons and odd volumes as one list, grouped by finding',
    },
    {
      id: 'pyod-pca',
      short: 'Size (PCA)',
      long: 'Size (PCA, as zeek_anomaly_detector)',
      about: 'Detector PCA (PyOD-compatible): same scores as zeek_anomaly_detector. Large and long flows first',
    },
  ];

/** Chooses the detector. The current choice stays pressed until the new result is ready. */
export function RankBy({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const label = useId();
  const { run, shown } = state.result;
  const choices = named.filter(({ id }) => run.detectors.some((detector) => detector.id === id));
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
        {choices.map(({ id, short, long, about }, place) => (
          <button
            key={id}
            type="button"
            aria-pressed={id === onScreen}
            data-chosen={id === onScreen}
            tabIndex={id === (isOther ? choices[0].id : onScreen) ? 0 : -1}
            title={about}
            onClick={() => rank(id)}
            onKeyDown={(event) => onKeyDown(event, place)}
          >
            <span className={styles.short}>{short}</span>
            <span className={styles.long}>{long}</span>
          </button>
        ))}
        <label data-chosen={isOther} title={`${run.detectors.length} detectors`}>
          <span aria-hidden="true" className={styles.more}>
            {isOther ? shown.detection.label : 'More'}
          </span>
          <span aria-hidden="true" className={styles.chosen}>
            Rank by {choices.find(({ id }) => id === onScreen)?.short ?? shown.detection.label}
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
