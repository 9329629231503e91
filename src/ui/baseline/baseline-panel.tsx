import { useEffect, useId, useRef, useState } from 'react';
import { explainProblem } from '../../words/messages.ts';
import type { Drift } from '../../worker/api.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import { resultName } from '../model/changed-settings.ts';
import buttons from '../parts/button.module.css';
import { countOf, formatTime } from '../parts/format.ts';
import { toSource } from '../start/drop.ts';
import { chosenDetector, chosenParams } from '../workspace/model.ts';
import type { Ready } from '../workspace/state.ts';
import styles from './baseline.module.css';
import { DriftView } from './drift-view.tsx';
import type { BaselineJob, Baselines } from './use-baselines.ts';

/** Panel to fit or open a baseline, compare it with the log, and then score with it. */
export function BaselinePanel({ state, baselines }: { readonly state: Ready; readonly baselines: Baselines }) {
  const panel = useRef<HTMLDivElement>(null);
  const { chosen, drift, job } = baselines;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is opened
  useEffect(() => {
    baselines.refresh();
  }, []);
  const isBusy = job.phase === 'working';

  return (
    <div ref={panel} className={styles.panel}>
      <h2>Baseline</h2>
      {chosen === null && (
        <p className={styles.hint}>
          Fit a model on other flows, such as an ordinary day of the same network, and score this log with it. What is
          most frequent in this log then no longer counts as normal.
        </p>
      )}
      <Sources state={state} baselines={baselines} isBusy={isBusy} />
      <JobView job={job} onCancel={baselines.cancel} />
      {chosen !== null && (
        <Chosen
          baselines={baselines}
          drift={drift}
          isBusy={isBusy}
          isFailed={job.phase === 'failed'}
          onScored={() => panel.current?.closest<HTMLElement>('[popover]')?.hidePopover()}
        />
      )}
    </div>
  );
}

/** Detectors whose models have first contacts. */
const keepsContacts = ['behaviour', 'combined'];

function Sources({
  state,
  baselines,
  isBusy,
}: {
  readonly state: Ready;
  readonly baselines: Baselines;
  readonly isBusy: boolean;
}) {
  const { run, shown } = state.result;
  // The settings of the tab Model: a baseline keeps the settings that it was fitted with.
  const models = run.detectors
    .filter(({ hasBaselines }) => hasBaselines)
    .map((choice) => ({ id: choice.id, label: choice.label, params: chosenParams(choice, shown.workspace.model) }));
  const current = chosenDetector(run, state.workspace.model);
  const [model, setModel] = useState(current.hasBaselines ? current.id : 'pca-log');
  const logs = useRef<HTMLInputElement>(null);
  const saved = useRef<HTMLInputElement>(null);
  const { flows } = shown.selected;
  const params = models.find(({ id }) => id === model)?.params ?? {};

  function fitFiles(files: readonly File[]): void {
    const source = toSource(files.map((file) => ({ path: file.name, blob: file })));
    if (files.length === 0 || source.kind !== 'files') return;
    const what = files.length === 1 ? files[0].name : countOf(files.length, 'file');
    baselines.fit(source, model, params, `Learning from ${what}`);
  }

  function fitView(): void {
    baselines.fit({ kind: 'view', view: shown.view }, model, params, `Learning from ${countOf(flows, 'flow')}`);
  }

  return (
    <div className={styles.sources}>
      <label className={styles.model}>
        Model
        <select value={model} onChange={({ target }) => setModel(target.value)}>
          {models.map((one) => (
            <option key={one.id} value={one.id}>
              {resultName(run, one)}
            </option>
          ))}
        </select>
      </label>
      {keepsContacts.includes(model) && (
        <p className={styles.hint}>
          The model keeps which source used which service, and how much, as hashes. What this log repeats gets no score.
          Fit it on a whole day.
        </p>
      )}
      <input
        ref={logs}
        type="file"
        multiple
        hidden
        aria-label="Logs to fit on"
        onChange={({ target }) => {
          fitFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      <input
        ref={saved}
        type="file"
        hidden
        accept=".json,application/json"
        aria-label="Model to open"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file !== undefined) baselines.open(file, file.name);
          target.value = '';
        }}
      />
      <button type="button" className={buttons.button} disabled={isBusy} onClick={() => logs.current?.click()}>
        Fit on another log…
      </button>
      {run.larger === null && (
        <button type="button" className={buttons.button} disabled={isBusy || flows === 0} onClick={fitView}>
          Fit on the {countOf(flows, 'flow')} in view
        </button>
      )}
      <button type="button" className={buttons.button} disabled={isBusy} onClick={() => saved.current?.click()}>
        Open a model…
      </button>
      {run.larger !== null && (
        <p className={styles.hint}>
          This log is larger than memory, so no model can be fitted on the flows in view. Open another log first, and
          choose this one with “Fit on another log…”.
        </p>
      )}
    </div>
  );
}

function JobView({ job, onCancel }: { readonly job: BaselineJob; readonly onCancel: () => void }) {
  if (job.phase === 'idle') return null;
  if (job.phase === 'failed') {
    const { failure } = job;
    const isBug = failure.kind === 'bug';
    const { what, next } = isBug ? { what: tellFailure(failure), next: '' } : explainProblem(failure.problem);
    return (
      <p role="alert" className={styles.alert} data-code={isBug ? 'bug' : failure.problem.code}>
        <strong>{what}</strong> {next}
      </p>
    );
  }
  const percent = Math.floor(100 * job.share);
  return (
    <div className={styles.progress}>
      <span>{job.what}</span>
      <progress max={100} value={percent} aria-label={job.what} />
      <span>{percent} %</span>
      <button type="button" className={buttons.button} onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

function Chosen({
  baselines,
  drift,
  isBusy,
  isFailed,
  onScored,
}: {
  readonly baselines: Baselines;
  readonly drift: Drift | null;
  readonly isBusy: boolean;
  readonly isFailed: boolean;
  readonly onScored: () => void;
}) {
  const { known, chosen } = baselines;
  const heading = useId();
  if (chosen === null) return null;
  const { origin, detector, problems } = chosen;
  return (
    <section className={styles.chosen} aria-labelledby={heading}>
      <h3 id={heading}>{chosen.name}</h3>
      {known.length > 1 && (
        <label className={styles.model}>
          Of {known.length} models
          <select
            value={chosen.id}
            disabled={isBusy}
            onChange={({ target }) => {
              const next = known.find(({ id }) => id === target.value);
              if (next !== undefined) baselines.choose(next);
            }}
          >
            {known.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </select>
        </label>
      )}
      <p className={styles.hint}>
        {detector.label}, fitted on {countOf(origin.flows, 'flow')}
        {origin.span !== null && ` of ${formatTime(origin.span[0])} to ${formatTime(origin.span[1])}`}
        {origin.chosenBy.length > 0 && `, chosen by ${origin.chosenBy.join(', ')}`}.
      </p>
      {problems.map((problem) => (
        <p key={JSON.stringify(problem)} role="alert" className={styles.alert}>
          <strong>{explainProblem(problem).what}</strong> The model was fitted on what could be read.
        </p>
      ))}
      {drift !== null && <DriftView drift={drift} />}
      <div className={styles.actions}>
        <button
          type="button"
          className={buttons.primary}
          disabled={isBusy || drift === null}
          onClick={() => baselines.score(chosen, onScored)}
        >
          Score with this baseline
        </button>
        {isFailed && drift === null && (
          <button type="button" className={buttons.button} onClick={() => baselines.choose(chosen)}>
            Compare again
          </button>
        )}
        <button type="button" className={buttons.button} disabled={isBusy} onClick={() => baselines.save(chosen)}>
          Save model (JSON)
        </button>
        <button type="button" className={buttons.button} disabled={isBusy} onClick={() => baselines.discard(chosen)}>
          Discard
        </button>
      </div>
    </section>
  );
}
