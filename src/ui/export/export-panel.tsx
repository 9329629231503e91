import { useState } from 'react';
import type { Engine, Tally } from '../../worker/api.ts';
import { explainError } from '../failure/explain-error.ts';
import { tellFailure } from '../failure/tell-failure.ts';
import buttons from '../parts/button.module.css';
import { formatCount } from '../parts/format.ts';
import type { Preferences } from '../workspace/preferences.ts';
import type { Result } from '../workspace/state.ts';
import styles from './export-panel.module.css';
import { exportName } from './file-name.ts';
import { saveBlob } from './save-blob.ts';
import { summarise } from './summary.ts';
import { type ExportState, useExport } from './use-export.ts';

const formats = [
  { id: 'csv', label: 'CSV', ending: 'csv' },
  { id: 'ndjson', label: 'NDJSON', ending: 'ndjson' },
  { id: 'zeek-tsv', label: 'Zeek TSV', ending: 'log' },
] as const;

/** Chooses flows and format of an export. The engine builds the file; the browser saves it. */
export function ExportPanel({
  engine,
  result,
  page,
  findings,
}: {
  readonly engine: Engine;
  readonly result: Result;
  readonly page: Preferences;
  /** Number of listed findings, null while they are unknown. */
  readonly findings: number | null;
}) {
  const { run, shown } = result;
  const { view, threshold, run: all, selected } = shown;
  const [scope, setScope] = useState<'all' | 'view'>(selected.flows < all.flows ? 'view' : 'all');
  const { state, build, cancel } = useExport(engine);
  const flows = scope === 'all' ? { ...view, where: [] } : view;
  // A file has every flow, whatever lines the table groups them into.
  const saved = ({ flows, listed }: Tally) => (run.larger === null ? flows : listed);
  const scopes = [
    { id: 'all', label: 'All flows', count: saved(all) },
    { id: 'view', label: 'Flows in view', count: saved(selected) },
  ] as const;

  function saveSummary(): void {
    const json = new Blob([summarise(result, page, findings, __VERSION__)], { type: 'application/json' });
    saveBlob(json, exportName(run.files, shown.detection.detector, 'oddflow.summary.json'));
  }

  return (
    <div className={styles.panel}>
      <div role="radiogroup" aria-label="Flows to export" className={styles.scopes}>
        {scopes.map(({ id, label, count }) => (
          <div key={id}>
            <label>
              <input type="radio" name="export-scope" checked={scope === id} onChange={() => setScope(id)} />
              {label}
            </label>
            <span> {formatCount(count)}</span>
          </div>
        ))}
      </div>
      <div className={styles.formats}>
        {formats.map(({ id, label, ending }) => (
          <button
            key={id}
            type="button"
            className={buttons.button}
            disabled={state.phase === 'working'}
            onClick={() =>
              build({
                view: flows,
                threshold,
                format: id,
                label,
                name: exportName(
                  run.files,
                  shown.detection.detector,
                  `${scope === 'view' ? 'view.' : ''}oddflow.${ending}`,
                ),
              })
            }
          >
            {label}
          </button>
        ))}
        <button type="button" className={buttons.button} onClick={saveSummary}>
          Summary (JSON)
        </button>
      </div>
      <p className={styles.hint}>
        Flows are sorted by rank, with rank, row, file, score and anomaly before the log’s own fields. The summary has
        files, counts of the run and the view, filters, settings and the model.
        {run.larger !== null &&
          ` The log is larger than memory: only its ${formatCount(run.larger.listed)} highest flows can be saved.`}
      </p>
      <Outcome state={state} onCancel={cancel} />
    </div>
  );
}

function Outcome({ state, onCancel }: { readonly state: ExportState; readonly onCancel: () => void }) {
  if (state.phase === 'idle') return null;
  if (state.phase === 'done') return <p aria-live="polite">Saved as {state.what.name}</p>;
  if (state.phase === 'failed') {
    return <p role="alert">{tellFailure(explainError(state.error))}</p>;
  }
  const { label } = state.what;
  const percent = Math.floor(100 * state.share);
  return (
    <div className={styles.progress}>
      <progress max={100} value={percent} aria-label={`Exporting ${label}`} />
      <span>{percent} %</span>
      <button type="button" className={buttons.button} onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}
