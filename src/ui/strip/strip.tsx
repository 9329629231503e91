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

/** The open entity on the charts. `ts` and `score` are NaN if it has none. */
export interface StripMark {
  readonly ts: number;
  readonly score: number;
  readonly label: string;
}

export interface StripProps {
  readonly engine: Engine;
  /** Null before the first log: the charts are mounted and hidden, and wait for data. */
  readonly run: Run | null;
  readonly detection: Detection | null;
  /** Threshold of the result. All numbers use it. */
  readonly threshold: number;
  /** The threshold at the contamination, also if the user moved the line. Null before it is known. */
  readonly modelThreshold: number | null;
  /** The threshold that the user requested, null for the one by contamination. */
  readonly moving: number | null;
  /** Whether another result is being computed, for which the threshold has no meaning. */
  readonly isStale: boolean;
  readonly contamination: number;
  readonly selection: readonly Clause[];
  /** Counts of the selection. */
  readonly tally: Tally;
  /** Counts of the whole run. */
  readonly all: Tally;
  readonly mark: StripMark | null;
  /** Value of the open flow on each axis of the detection. Null without an open flow, or while loading. */
  readonly position: readonly number[] | null;
  readonly fileLabel: string;
  /** Axes of the density map. */
  readonly axes: Axes;
  readonly isOpen: boolean;
  readonly onOpen: (isOpen: boolean) => void;
  readonly onAxes: (axes: Axes) => void;
  /** Sets the threshold, or null for the one by contamination. */
  readonly onThreshold: (value: number | null) => void;
  readonly onContamination: (share: number) => void;
  /** Sets a brush, or clears it with null. `label` is the text of its chip. */
  readonly onBrush: (source: BrushSource, predicate: Predicate | null, label: string) => void;
  /** Called when every visible chart has drawn a new detection. */
  readonly onReady: () => void;
}

/** The props of every chart. `selection` includes the brush that is being changed. */
export interface ChartInput extends StripProps {
  /** Lines for pictures: file, counts and settings. */
  readonly notes: readonly string[];
  /** Contents of the other charts while a brush is being changed. */
  readonly following: Brushed | null;
  readonly onDraft: Brushing;
  readonly onCommit: Brushing;
  readonly onCancel: (source: BrushSource) => void;
  /** See `AllDrawn`. */
  readonly join: AllDrawn['join'];
  readonly onPainted: AllDrawn['drawn'];
}

/**
 * The charts for one selection and one threshold: score and time in a strip, and the density map when it is open.
 * Rerenders only when these change.
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
  /** The selection that the draft changes. */
  readonly of: StripProps['selection'];
  readonly drawn: readonly Clause[];
  readonly moving: Moving;
}

/** The brush while it is being changed. Only the charts follow a draft; the page receives the final brush. */
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
      // A brush that changes nothing leaves no draft.
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
    // It is painted two frames later.
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
