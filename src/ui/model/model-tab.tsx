import { type ComponentType, Suspense } from 'react';
import type { Detection, Engine, Params, Run } from '../../worker/api.ts';
import { fittedOn, wordsFor } from '../bar/detector-words.ts';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import { FeaturesTable } from './features-table.tsx';
import { IndicatorsTable } from './indicators-table.tsx';
import { LoadingsTable } from './loadings-table.tsx';
import styles from './model.module.css';
import { ModelElsewhere } from './model-elsewhere.tsx';
import { ResultsTable } from './results-table.tsx';
import { SettingsForm } from './settings-form.tsx';
import { useResults } from './use-results.ts';

/** The current detector: description, settings and fitted model; and the other results of the run. */
export function ModelTab({
  engine,
  run,
  detection,
  contamination,
  threshold,
  isStale,
  fileLabel,
  Scree,
  onSet,
}: {
  readonly engine: Engine;
  readonly run: Run;
  readonly detection: Detection;
  readonly contamination: number;
  /** The threshold in use, also if it was moved. */
  readonly threshold: number;
  /** Whether another result is being computed. */
  readonly isStale: boolean;
  readonly fileLabel: string;
  /** May be lazy, like all charts. */
  readonly Scree: ComponentType<ScreeChartProps>;
  /** Runs a detector with settings. */
  readonly onSet: (detector: string, params: Params) => void;
}) {
  const { id, label } = detection;
  const params = run.detectors.find((one) => one.id === id)?.params ?? [];
  const results = useResults(engine, detection, contamination);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className={styles.tab} aria-label="Model" tabIndex={0}>
      <div className={styles.side}>
        <About detection={detection} />
        <section aria-label="Settings">
          <h3>Settings</h3>
          {params.length === 0 ? (
            <p className={styles.dim}>
              {detection.baseline === null
                ? 'This detector has no settings.'
                : 'Those of a baseline were chosen when it was fitted.'}
            </p>
          ) : (
            <SettingsForm
              key={detection.detector}
              label={label}
              params={params}
              values={detection.params}
              isWorking={isStale}
              onApply={(settings) => onSet(id, settings)}
            />
          )}
        </section>
        <ModelElsewhere engine={engine} run={run} detection={detection} threshold={threshold} />
        <section aria-label="Results">
          <h3>Results of this run</h3>
          <ResultsTable
            run={run}
            results={results.list}
            shown={detection.detector}
            onShow={(result) => onSet(result.id, result.params)}
          />
          <p className={styles.dim}>
            At a contamination of {results.contamination}. They are kept until another log is opened.
          </p>
        </section>
      </div>
      <div className={styles.main}>
        {detection.components.length > 0 && (
          <>
            <Suspense fallback={<div className={styles.scree} />}>
              <div className={styles.scree}>
                <Scree detection={detection} fileLabel={fileLabel} />
              </div>
            </Suspense>
            <section aria-label="Components">
              <h3>Components</h3>
              <p className={styles.dim}>
                A loading is the weight of a standardised feature in a component, from −1 to 1. The squares in a column
                add up to 1. The sign of a column as a whole has no meaning, signs within it do.
              </p>
              <LoadingsTable detection={detection} />
            </section>
          </>
        )}
        {detection.columns.length > 0 ? (
          <section aria-label="Indicators of the detector">
            <h3>Indicators</h3>
            <p className={styles.dim}>
              Each is a column of the table Flows (menu Columns). Its values are −log10 p: 2 is what one in a hundred
              would do by chance, 3 one in a thousand. {label} has no features and components, because it compares hosts
              and channels rather than single flows.
            </p>
            <IndicatorsTable columns={detection.columns} />
          </section>
        ) : (
          <section aria-label="Features of the model">
            <h3>Features</h3>
            {detection.components.length === 0 && (
              <p className={styles.dim}>{label} has no components. These are the columns that it reads.</p>
            )}
            <FeaturesTable run={run} detection={detection} />
          </section>
        )}
      </div>
    </section>
  );
}

function About({ detection }: { readonly detection: Detection }) {
  const { label, baseline } = detection;
  const { measures, misses, formula, rule } = wordsFor(detection);
  return (
    <section aria-label={`About ${label}`}>
      <h2>{label}</h2>
      {baseline !== null && <p>{fittedOn(baseline)}</p>}
      <p>{measures}</p>
      <p className={styles.formula}>{formula}</p>
      <p>
        <strong>Misses.</strong> {misses}
      </p>
      <p className={styles.dim}>{rule}</p>
    </section>
  );
}
