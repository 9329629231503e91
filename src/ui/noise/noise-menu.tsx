import { type NoisePreset, noisePresets } from '../../core/schema/noise.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatCount } from '../parts/format.ts';
import type { Controller } from '../workspace/controller.ts';
import { noiseIn, withNoise } from '../workspace/noise.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './noise.module.css';
import { useNoise } from './use-noise.ts';

/** The noise presets, each with the number of flows that it matches. */
export function NoiseDialog({ state, controller }: { readonly state: Ready; readonly controller: Controller }) {
  const { run, shown } = state.result;
  const { selection } = state.workspace;
  const noise = noiseIn(selection);
  const onChange = (presets: readonly NoisePreset[]) =>
    controller.select(withNoise(selection, presets), presets.length < noise.length ? 'Show noise' : 'Hide noise');
  const counts = useNoise(controller.engine, run, shown.detection.detector);
  const toggle = (preset: NoisePreset, isOn: boolean) =>
    onChange(noisePresets.flatMap(({ id }) => ((id === preset ? isOn : noise.includes(id)) ? [id] : [])));
  return (
    <div className={styles.menu}>
      <h2>Hide noise</h2>
      <p>
        Hides flows from lists, charts and “Flows in view”. Their scores and ranks, and the threshold, do not change.
      </p>
      <ul>
        {noisePresets.map(({ id, label, matches, source }, place) => (
          <li key={id}>
            <label title={source}>
              <input
                type="checkbox"
                checked={noise.includes(id)}
                onChange={({ target }) => toggle(id, target.checked)}
                aria-describedby={`noise-${id}`}
              />
              {label}
            </label>
            <span className={styles.count}>
              {counts.phase === 'ready' ? countOf(counts.flows[place], 'flow') : '…'}
            </span>{' '}
            <small id={`noise-${id}`}>
              {matches} {source}.
            </small>
          </li>
        ))}
      </ul>
      {counts.phase === 'failed' && <p role="alert">The flows could not be counted. The presets still work.</p>}
      <p className={styles.hint} aria-live="polite">
        {hiddenText(noise.length, shown.suppressed)} A flow can meet several presets.
        {run.larger !== null && ` Counts are of the ${countOf(run.larger.listed, 'flow')} in the list.`}
      </p>
      <button type="button" className={buttons.button} disabled={noise.length === 0} onClick={() => onChange([])}>
        Show everything
      </button>
    </div>
  );
}

/** Words for hidden flows. A preset that is on can match no flow, so the number of presets is shown too. */
function hiddenText(presets: number, hidden: number): string {
  if (presets === 0) return 'No preset is on.';
  const on = presets === 1 ? 'The preset that is on' : `The ${formatCount(presets)} presets that are on`;
  const verb = presets === 1 ? 'hides' : 'hide';
  return `${on} ${verb} ${hidden === 0 ? 'no flow of this log' : countOf(hidden, 'flow')}.`;
}
