import { type ReactNode, useState } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Engine, Run } from '../../worker/api.ts';
import buttons from '../parts/button.module.css';
import { Icon } from '../parts/icon.tsx';
import { facetFieldsOf, otherFields } from './facet-fields.ts';
import { FacetGroup } from './facet-group.tsx';
import styles from './facets.module.css';
import { useFacets } from './use-facets.ts';

/**
 * The region **Facets**: values of the selected flows by field, to tick or to exclude. It replaces the rail at the left
 * of the list and covers the list on a narrow page. `tools` are further buttons of its header.
 */
export function Facets({
  engine,
  run,
  detector,
  threshold,
  modelThreshold,
  clauses,
  onSelect,
  onClose,
  tools = null,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detector: string;
  readonly threshold: number;
  readonly modelThreshold: number;
  readonly clauses: readonly Clause[];
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
  readonly onClose: () => void;
  readonly tools?: ReactNode;
}) {
  const [added, setAdded] = useState<readonly string[]>([]);
  const fields = facetFieldsOf(run, added);
  const subject = { engine, run: run.id, detector, threshold, modelThreshold, clauses };
  const asked = useFacets(
    subject,
    fields.map((field) => ({ field })),
  );
  const others = otherFields(run, fields);
  return (
    <section className={styles.facets} aria-labelledby="facets-title" aria-busy={asked.phase === 'working'}>
      <div className={styles.head}>
        <h2 id="facets-title">Facets</h2>
        {tools}
        <button
          type="button"
          className={buttons.icon}
          aria-label="Close facets"
          aria-keyshortcuts="f"
          title="Close (f)"
          onClick={onClose}
        >
          <Icon name="left" />
        </button>
      </div>
      {asked.phase === 'failed' && (
        <p role="alert" className={styles.failed}>
          The values could not be counted.{' '}
          <button type="button" className={buttons.link} onClick={asked.again}>
            Try again
          </button>
        </p>
      )}
      {fields.map((field) => (
        <FacetGroup
          key={field}
          subject={subject}
          field={field}
          meaning={run.fields.find(({ name }) => name === field)?.meaning ?? ''}
          view={asked.latest?.answer.get(field) ?? null}
          onSelect={onSelect}
        />
      ))}
      {others.length > 0 && (
        <select
          className={styles.add}
          aria-label="Add a column to the facets"
          value=""
          onChange={({ target }) => setAdded([...added, target.value])}
        >
          <option value="">Add a column…</option>
          {others.map(({ name }) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      )}
    </section>
  );
}
