import { memo, useCallback, useRef, useState } from 'react';
import type { Clause } from '../../core/selection/clauses.ts';
import type { Brushed, Detection, Engine, Predicate, Run, Tally } from '../../worker/api.ts';
import { resultName } from '../model/changed-settings.ts';
import { countOf, formatCount } from '../parts/format.ts';
import type { Axes } from '../workspace/workspace.ts';
import { type AllDrawn, watchDrawn } from './all-drawn.ts';
import { type BrushSource, brushed } from './brushed.ts';
import type { Brushing } from './moving-brush.ts';
import styles from './strip.module.css';
import { stripCharts } from './strip-charts.ts';
import { type Moving, useFollowing } from './use-following.ts';

export { ScreeChart } from '../charts/scree-chart.tsx';

/** The open entity on the charts. `ts` and `score` are NaN where it has none. */
export interface StripMark {
  readonly ts: number;
  readonly score: number;
  readonly label: string;
}

export interface StripProps {
  readonly engine: Engine;
  /** Null before the first log: the charts are mounted then, out of sight, and wait for data. */
  readonly run: Run | null;
  readonly detection: Detection | null;
  /** Of the result: all numbers are counted by it. */
  readonly threshold: number;
  /** The threshold that the user asked for, null while it follows from the contamination. */
  readonly moving: number | null;
  /** Whether another result is on its way: a threshold would be one among other scores. */
  readonly isStale: boolean;
  readonly contamination: number;
  readonly selection: readonly Clause[];
  /** Counts of the selection. */
  readonly tally: Tally;
  /** Counts of the whole run. */
  readonly all: Tally;
  readonly mark: StripMark | null;
  /** Value of the open flow on each axis of the detection, null while none is open or known. */
  readonly position: readonly number[] | null;
  readonly fileLabel: string;
  /** Of the density map. */
  readonly axes: Axes;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onAxes: (axes: Axes) => void;
  /** Null for the threshold that follows from the contamination. */
  readonly onThreshold: (value: number | null) => void;
  readonly onContamination: (share: number) => void;
  /** A brush was changed; null clears it. The label is what its chip says. */
  readonly onBrush: (source: BrushSource, predicate: Predicate | null, label: string) => void;
  /** Every chart in sight has drawn a new detection. */
  readonly onReady: () => void;
}

/** What every chart draws from. Its `selection` has the brush that is being changed. */
export interface ChartInput extends StripProps {
  /** Lines for pictures: file, counts and settings. */
  readonly notes: readonly string[];
  /** What the other charts hold while a brush is changed. */
  readonly following: Brushed | null;
  readonly onDraft: Brushing;
  readonly onCommit: Brushing;
  readonly onCancel: (source: BrushSource) => void;
  /** See `AllDrawn`. */
  readonly join: AllDrawn['join'];
  readonly onPainted: AllDrawn['drawn'];
}

/**
 * The charts over one selection and one threshold: score and time in a strip, and the density map when it is open. Drawn anew only
 * when these change, not with every step of progress.
 */
export const Strip = memo(function Strip(props: StripProps) {
  const { detection, isOpen, onOpen, tally, all } = props;
  const { join, drawn } = useAllDrawn(props.onReady);
  const brushes = useDraft(props);
  const input: ChartInput = { ...props, ...brushes, notes: notesOf(props), join, onPainted: drawn };
  return (
    <div className={styles.strip} data-open={isOpen} data-detector={detection?.detector}>
      <p className={styles.thin} aria-hidden="true">
        {formatCount(tally.flows)} of {countOf(all.flows, 'flow')}, {formatCount(tally.anomalies)} above the threshold
      </p>
      <div className={styles.charts}>
        {stripCharts
          .filter(({ needsHeight }) => isOpen || !needsHeight)
          .map(({ id, View }) => (
            <View key={id} {...input} />
          ))}
      </div>
      <button
        type="button"
        className={styles.chevron}
        aria-label="Charts"
        aria-expanded={isOpen}
        aria-keyshortcuts="g"
        title={
          isOpen ? 'Close the charts (g)' : 'Open the charts: larger, with the density map, tables and pictures (g)'
        }
        onClick={() => onOpen(!isOpen)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" className={styles.icon}>
          <path d={isOpen ? 'm3 11 5-5 5 5' : 'm3 6 5 5 5-5'} />
        </svg>
      </button>
    </div>
  );
});

interface Draft {
  /** The selection that it changes. */
  readonly of: StripProps['selection'];
  readonly drawn: readonly Clause[];
  readonly moving: Moving;
}

/** The brush while it is changed. The page hears of it when the change is final; until then the charts alone follow. */
function useDraft(props: StripProps) {
  const { selection, onBrush } = props;
  const [draft, setDraft] = useState<Draft | null>(null);
  const current = draft !== null && draft.of === selection ? draft : null;
  const onDraft = useCallback<Brushing>(
    (source, predicate, label, box) =>
      setDraft({ of: selection, drawn: brushed(selection, source, predicate, label), moving: { source, ...box } }),
    [selection],
  );
  const onCommit = useCallback<Brushing>(
    (source, predicate, label, box) => {
      // What changes nothing leaves no draft behind.
      if (brushed(selection, source, predicate, label) === selection) setDraft(null);
      else onDraft(source, predicate, label, box);
      onBrush(source, predicate, label);
    },
    [selection, onDraft, onBrush],
  );
  const onCancel = useCallback(() => setDraft(null), []);
  const following = useFollowing(props, current?.moving ?? null);
  return { selection: current?.drawn ?? selection, following, onDraft, onCommit, onCancel };
}

function useAllDrawn(onReady: () => void): AllDrawn {
  const ready = useRef(onReady);
  ready.current = onReady;
  const [watch] = useState(() =>
    // Two frames later it is on screen.
    watchDrawn(() => requestAnimationFrame(() => requestAnimationFrame(() => ready.current()))),
  );
  return watch;
}

function notesOf({
  run,
  detection,
  selection,
  threshold,
  moving,
  contamination,
  tally,
  fileLabel,
}: StripProps): string[] {
  if (run === null || detection === null) return [];
  const filters = selection.filter(({ isOn }) => isOn).map(({ label }) => label);
  const sampled =
    run.larger === null ? '' : `; over time and in the map, a sample of ${countOf(run.larger.sampled, 'flow')}`;
  return [
    `${fileLabel}: ${countOf(tally.flows, 'flow')}${filters.length > 0 ? ` of ${formatCount(run.flows)} (${filters.join(', ')})` : ''}, ${formatCount(tally.anomalies)} above the threshold${sampled}`,
    `${resultName(run, detection)}; ${moving === null ? `contamination ${contamination}, ` : ''}threshold ${threshold}${moving === null ? '' : ', moved by hand'}; Oddflow ${__VERSION__}`,
  ];
}
