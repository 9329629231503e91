import type { KeyboardEvent } from 'react';
import styles from './charts.module.css';
import { PLOT_ROOM } from './step-areas.tsx';

const STEPS = 1000;
const PAGE = 50;

/** The threshold as a line over the plot, moved by mouse anywhere in it and by the arrow keys in thousandths of the axis. */
export function ThresholdSlider({
  place,
  label,
  valueText,
  isDisabled,
  onMove,
}: {
  /** From 0 to 1. */
  readonly place: number;
  readonly label: string;
  readonly valueText: string;
  readonly isDisabled: boolean;
  readonly onMove: (place: number) => void;
}) {
  function onKeyDown(event: KeyboardEvent): void {
    const next = placeAfter(event.key, Math.round(place * STEPS));
    if (next === null) return;
    event.preventDefault();
    onMove(Math.min(STEPS, Math.max(0, next)) / STEPS);
  }
  return (
    <div
      className={styles.slider}
      style={{ left: PLOT_ROOM.left, right: PLOT_ROOM.right, top: PLOT_ROOM.top, bottom: PLOT_ROOM.bottom }}
    >
      <input
        type="range"
        aria-label="Threshold"
        aria-valuetext={valueText}
        min={0}
        max={1}
        step="any"
        value={place}
        disabled={isDisabled}
        onChange={(event) => onMove(Number(event.target.value))}
        onKeyDown={onKeyDown}
      />
      <span className={styles.line} data-right={place > 0.5} aria-hidden="true" style={{ left: `${place * 100}%` }}>
        <b>{label}</b>
      </span>
    </div>
  );
}

function placeAfter(key: string, step: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return step + 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return step - 1;
    case 'PageUp':
      return step + PAGE;
    case 'PageDown':
      return step - PAGE;
    case 'Home':
      return 0;
    case 'End':
      return STEPS;
    default:
      return null;
  }
}
