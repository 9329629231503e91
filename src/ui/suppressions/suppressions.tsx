import { type DragEvent, useState } from 'react';
import { suppressionsAsText } from '../../core/selection/clause-text.ts';
import { type Clause, removeClause } from '../../core/selection/clauses.ts';
import type { FilterSchema } from '../../core/selection/filter-names.ts';
import { saveBlob } from '../export/save-blob.ts';
import buttons from '../parts/button.module.css';
import { countOf } from '../parts/format.ts';
import { chooseFile } from './choose-file.ts';
import { type Merged, mergeSuppressions } from './merge-suppressions.ts';
import styles from './suppressions.module.css';

/**
 * The content of the dialog **Suppressions**: suppressions and noise with reason and count. Each can be restored. The
 * list can be saved as text, and read from a chosen or dropped file.
 */
export function Suppressions({
  clauses,
  matching,
  schema,
  onSelect,
}: {
  readonly clauses: readonly Clause[];
  /** See `matchingOf`. */
  readonly matching: readonly (number | null)[];
  readonly schema: FilterSchema;
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
}) {
  const [merged, setMerged] = useState<Omit<Merged, 'clauses'> | null>(null);
  const listed = clauses.flatMap((clause, place) => (isListed(clause) ? [{ clause, flows: matching[place] }] : []));
  const hasOwn = listed.some(({ clause }) => clause.source === 'suppress');

  async function read(file: Blob | null): Promise<void> {
    if (file === null) return;
    const result = mergeSuppressions(clauses, await file.text(), schema);
    setMerged(result);
    if (result.read > 0) onSelect(result.clauses, `Open ${countOf(result.read, 'suppression')}`);
  }

  /** Stops the page from opening the file as a log. */
  function drop(event: DragEvent): void {
    event.preventDefault();
    event.stopPropagation();
    void read(event.dataTransfer.files[0] ?? null);
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button does the same as dropping
    <div className={styles.dialog} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <h2>Suppressions</h2>
      <p>Suppressed flows are in no list, chart or export of flows in view. They keep their scores and ranks.</p>
      {listed.length === 0 && <p>Nothing is suppressed.</p>}
      <ul aria-label="Suppressions">
        {listed.map(({ clause, flows }) => (
          <li key={clause.id} data-on={clause.isOn}>
            <b>{clause.label}</b>
            <span>{flows === null ? '…' : countOf(flows, 'flow')}</span>
            <button
              type="button"
              className={buttons.button}
              aria-label={`Restore ${clause.label}`}
              onClick={() => onSelect(removeClause(clauses, clause.id), `Restore ${clause.label}`)}
            >
              Restore
            </button>
            <small>{reasonOf(clause)}</small>
          </li>
        ))}
      </ul>
      <div className={styles.acts}>
        <button
          type="button"
          className={buttons.button}
          disabled={!hasOwn}
          onClick={() => saveBlob(new Blob([suppressionsAsText(clauses)], { type: 'text/plain' }), 'suppressions.txt')}
        >
          Save as text
        </button>
        <button
          type="button"
          className={buttons.button}
          onClick={() => void chooseFile('.txt,text/plain').then((file) => read(file))}
        >
          Open from text…
        </button>
      </div>
      <p>
        The text has one filter per line, with the reason behind <code>#</code>. It can hold addresses of the log.
      </p>
      {merged !== null && <Outcome merged={merged} />}
    </div>
  );
}

function Outcome({ merged: { read, known, errors } }: { readonly merged: Omit<Merged, 'clauses'> }) {
  const twice = known === 0 ? '' : `, ${known} of them known before`;
  return (
    <div className={errors.length === 0 ? undefined : styles.errors} role={errors.length === 0 ? undefined : 'alert'}>
      <p aria-live="polite">
        {countOf(read, 'suppression')} read{twice}.
        {errors.length > 0 &&
          ` ${countOf(errors.length, 'line')} could not be read. Correct the text and open it again.`}
      </p>
      {errors.length > 0 && (
        <ol>
          {errors.slice(0, MOST_ERRORS).map((error) => (
            <li key={error}>{error}</li>
          ))}
        </ol>
      )}
    </div>
  );
}

const MOST_ERRORS = 20;

function isListed({ source }: Clause): boolean {
  return source === 'suppress' || source === 'noise';
}

function reasonOf({ source, reason, isOn }: Clause): string {
  const why = reason ?? (source === 'noise' ? 'Noise preset' : 'No reason given');
  return isOn ? why : `${why}. Turned off`;
}
