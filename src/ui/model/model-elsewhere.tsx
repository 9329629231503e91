import { type ChangeEvent, useId, useRef, useState } from 'react';
import type { Detection, ElsewhereForm, Engine, ModelRequest, Run, Use } from '../../worker/api.ts';
import { useAsk } from '../ask/use-ask.ts';
import { type JobState, useJob } from '../ask/use-job.ts';
import { saveBlob } from '../export/save-blob.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { copyText } from '../parts/copy-text.ts';
import { explainUse, refusalOf, uses } from './elsewhere-words.ts';
import styles from './model.module.css';

interface ElsewhereProps {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly threshold: number;
}

/** The model, a fit of it, or hunting queries as a script for a database; the model also as Python or JSON. To copy or to save. */
export function ModelElsewhere(props: ElsewhereProps) {
  const { engine, run, detection } = props;
  const [use, setUse] = useState<Use>('score');
  const [chosen, setChosen] = useState<string | null>(null);
  const [table, setTable] = useState('');
  const forms = useAsk('forms', () => engine.modelForms());
  const list = (forms.latest?.answer ?? []).filter((form) => form.use === use);
  const form = list.find(({ label }) => label === chosen) ?? list[0];
  const refusal = refusalOf(use, run, detection);
  return (
    <section aria-label="Use this model elsewhere">
      <h3>Use this model elsewhere</h3>
      <div className={styles.elsewhere}>
        <Choice label="Write" value={use} options={uses} onChange={(to) => setUse(to as Use)} />
      </div>
      <p className={styles.dim}>{refusal ?? explainUse(use, run, detection)}</p>
      {refusal === null && form !== undefined && (
        <>
          <div className={styles.elsewhere}>
            <Choice
              label="For"
              value={form.label}
              options={list.map(({ label }) => ({ value: label, label }))}
              onChange={setChosen}
            />
            {form.isSql && <TableField form={form} value={table} onChange={setTable} />}
          </div>
          <WriteForm key={form.id} {...props} form={form} table={table} />
        </>
      )}
    </section>
  );
}

/** Writes one form. */
function WriteForm({
  engine,
  detection,
  threshold,
  form,
  table,
}: ElsewhereProps & { readonly form: ElsewhereForm; readonly table: string }) {
  const { state, start, cancel } = useJob<string, string>();
  const write = (then: (text: string, file: string) => Promise<string>, moments: ModelRequest['moments'] = null) =>
    start(`Writing ${form.label}`, async (signal, onProgress) => {
      const source = { table: form.isSql && table.trim() !== '' ? table.trim() : null, moments };
      const request = { result: detection.detector, form: form.id, threshold, app: __VERSION__, ...source };
      const text = await engine.writeModel(request, onProgress, signal);
      signal.throwIfAborted();
      return then(text, moments === null ? form.file : form.file.replace('fit', 'fit-second'));
    });
  const isBusy = state.phase === 'working';
  return (
    <>
      <div className={styles.elsewhere}>
        <button type="button" className={buttons.button} disabled={isBusy} onClick={() => write(copied)}>
          Copy
        </button>
        <button type="button" className={buttons.button} disabled={isBusy} onClick={() => write(saved)}>
          Save
        </button>
        {form.use === 'fit' && <SecondScript isBusy={isBusy} onResult={(moments) => write(saved, moments)} />}
      </div>
      <p className={styles.formula}>{form.run}</p>
      <Outcome state={state} onCancel={cancel} />
    </>
  );
}

function Choice({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={({ target }) => onChange(target.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </>
  );
}

/** The name of the table that holds the flows. Empty for the usual source. */
function TableField({
  form,
  value,
  onChange,
}: {
  readonly form: ElsewhereForm;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  const id = useId();
  return (
    <>
      <label htmlFor={id}>Table</label>
      <input
        id={id}
        type="text"
        spellCheck={false}
        autoComplete="off"
        placeholder={form.id.endsWith('duckdb') ? 'file conn.log' : 'conn'}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    </>
  );
}

/** Chooses the result of the first script of a fit, from which the second is written. */
function SecondScript({
  isBusy,
  onResult,
}: {
  readonly isBusy: boolean;
  readonly onResult: (moments: NonNullable<ModelRequest['moments']>) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    if (file !== undefined) onResult({ name: file.name, blob: file });
    target.value = '';
  };
  return (
    <>
      <button type="button" className={buttons.button} disabled={isBusy} onClick={() => input.current?.click()}>
        Second script…
      </button>
      <input ref={input} type="file" hidden aria-label="Result of the first script" onChange={choose} />
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

async function copied(text: string): Promise<string> {
  return (await copyText(text)) ? 'Copied.' : 'The browser did not allow copying. Save the file instead.';
}

async function saved(text: string, file: string): Promise<string> {
  saveBlob(new Blob([text], { type: 'text/plain;charset=utf-8' }), file);
  return `Saved as ${file}`;
}
