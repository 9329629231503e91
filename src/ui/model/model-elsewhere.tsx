import { useId, useState } from 'react';
import type { Detection, Engine, ModelForm, Run } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { type JobState, useJob } from '../ask/use-job.ts';
import { saveBlob } from '../export/save-blob.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { copyText } from '../parts/copy-text.ts';
import styles from './model.module.css';

/** The model as a script for a database, as a Python program, or as JSON: to copy or to save. */
export function ModelElsewhere({
  engine,
  run,
  detection,
  threshold,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const forms = useAsk('forms', () => engine.modelForms());
  const { state, start, cancel } = useJob<string, string>();
  const list = forms.latest?.answer ?? [];
  const form = list.find(({ id }) => id === chosen) ?? list[0];
  const isBusy = state.phase === 'working';
  const refusal = refusalOf(run, detection);
  const write = (use: (text: string, form: ModelForm) => Promise<string>) =>
    start(`Writing ${form.label}`, async (signal, onProgress) => {
      const text = await engine.writeModel(detection.detector, form.id, threshold, __VERSION__, onProgress, signal);
      signal.throwIfAborted();
      return use(text, form);
    });
  return (
    <section aria-label="Use this model elsewhere">
      <h3>Use this model elsewhere</h3>
      {refusal !== null ? (
        <p className={styles.dim}>{refusal}</p>
      ) : (
        form !== undefined && (
          <>
            <p className={styles.dim}>
              The same scores where the flows are stored: by a script for a database, or by a Python program. A script
              tests itself with the sizes, durations and ports of some flows. It has no address.
            </p>
            <div className={styles.elsewhere}>
              <FormField forms={list} form={form} onChange={setChosen} />
              <button type="button" className={buttons.button} disabled={isBusy} onClick={() => write(copied)}>
                Copy
              </button>
              <button type="button" className={buttons.button} disabled={isBusy} onClick={() => write(saved)}>
                Save
              </button>
            </div>
            <p className={styles.formula}>{form.run}</p>
            <Outcome state={state} onCancel={cancel} />
          </>
        )
      )}
    </section>
  );
}

function FormField({
  forms,
  form,
  onChange,
}: {
  readonly forms: readonly ModelForm[];
  readonly form: ModelForm;
  readonly onChange: (id: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>For</label>
      <select id={id} value={form.id} onChange={({ target }) => onChange(target.value)}>
        {forms.map((each) => (
          <option key={each.id} value={each.id}>
            {each.label}
          </option>
        ))}
      </select>
    </>
  );
}

function Outcome({ state, onCancel }: { readonly state: JobState<string, string>; readonly onCancel: () => void }) {
  if (state.phase === 'failed') return <p role="alert">{tellFailure(explainError(state.error))}</p>;
  if (state.phase !== 'working') return <p aria-live="polite">{state.phase === 'done' ? state.result : ''}</p>;
  const percent = Math.floor(100 * state.share);
  return (
    <div className={styles.elsewhere}>
      <progress max={100} value={percent} aria-label={state.what} />
      <span>{percent} %</span>
      <button type="button" className={buttons.button} onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

/** Why this model cannot be written. Null if it can. */
function refusalOf(run: Run, { id, label, baseline }: Detection): string | null {
  if (baseline !== null) return null;
  const known = run.detectors.filter(({ hasBaselines }) => hasBaselines);
  if (!known.some((one) => one.id === id)) {
    return `${label} cannot be written as SQL. These detectors can: ${known.map((one) => one.label).join(', ')}.`;
  }
  if (run.larger === null) return null;
  return 'This log is larger than memory. Fit a baseline on it (Baseline, Fit on another log), and score by it.';
}

async function copied(text: string): Promise<string> {
  return (await copyText(text)) ? 'Copied.' : 'The browser did not allow copying. Save the file instead.';
}

async function saved(text: string, { file }: ModelForm): Promise<string> {
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), file);
  return `Saved as ${file}`;
}
