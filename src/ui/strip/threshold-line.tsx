import { type KeyboardEvent, useRef } from 'react';
import overlay from './overlay.module.css';
import { percent } from './percent.ts';
import { stepOf } from './span.ts';
import styles from './threshold-line.module.css';
import { scoreAfter } from './threshold-steps.ts';

/** The threshold as a line over the bars. It is dragged by pointer, and moved between bin edges by keys. */
export function ThresholdLine({
  edges,
  score,
  place,
  toScore,
  label,
  valueText,
  isDisabled,
  onMove,
}: {
  readonly edges: readonly number[];
  readonly score: number;
  /** From 0 to 1, as `toScore` takes it. */
  readonly place: number;
  readonly toScore: (place: number) => number;
  readonly label: string;
  readonly valueText: string;
  readonly isDisabled: boolean;
  readonly onMove: (score: number) => void;
}) {
  const held = useRef<{ readonly id: number; readonly offset: number } | null>(null);

  function onKeyDown(event: KeyboardEvent): void {
    if (isDisabled || event.altKey || event.ctrlKey || event.metaKey) return;
    const by = stepOf(event.key, edges.length - 1);
    if (by === null) return;
    event.preventDefault();
    onMove(scoreAfter(edges, score, by));
  }

  return (
    <div
      role="slider"
      tabIndex={isDisabled ? -1 : 0}
      aria-label="Threshold"
      aria-orientation="horizontal"
      aria-disabled={isDisabled}
      aria-valuemin={edges[0]}
      aria-valuemax={edges[edges.length - 1]}
      aria-valuenow={score}
      aria-valuetext={valueText}
      className={styles.threshold}
      style={{ left: percent(place) }}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.stopPropagation();
        if (isDisabled || event.button !== 0) return;
        event.preventDefault();
        event.currentTarget.focus({ preventScroll: true });
        event.currentTarget.setPointerCapture(event.pointerId);
        const { left, width } = event.currentTarget.getBoundingClientRect();
        held.current = { id: event.pointerId, offset: event.clientX - (left + width / 2) };
      }}
      onPointerMove={(event) => {
        const parent = event.currentTarget.parentElement;
        if (held.current?.id !== event.pointerId || parent === null) return;
        event.stopPropagation();
        const { left, width } = parent.getBoundingClientRect();
        onMove(toScore((event.clientX - held.current.offset - left) / width));
      }}
      onPointerUp={() => {
        held.current = null;
      }}
      onPointerCancel={() => {
        held.current = null;
      }}
    >
      <span className={overlay.label} data-side={place > 0.55 ? 'left' : 'right'} aria-hidden="true">
        {label}
      </span>
    </div>
  );
}
