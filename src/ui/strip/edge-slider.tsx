import { type KeyboardEvent, useRef } from 'react';
import { isMenuKey } from '../parts/menu-key.ts';
import type { BrushProps } from './brush-layer.tsx';
import styles from './overlay.module.css';
import { percent } from './percent.ts';
import { type Edge, type Span, spanAfterKey } from './span.ts';

/** One edge of the brush as a slider. A change is final at key up. */
export function EdgeSlider({
  bins,
  span,
  edge,
  describeBorder,
  isShy = false,
  onDraft,
  onCommit,
  onMenu,
  onFocus,
}: BrushProps & {
  readonly edge: Edge;
  /** Opens the menu of a bin. */
  readonly onMenu: (bin: number) => void;
  readonly onFocus: (isIn: boolean) => void;
}) {
  const changed = useRef<Span | null | undefined>(undefined);
  const border = span === null ? (edge === 'from' ? 0 : bins) : edge === 'from' ? span.first : span.end;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (isMenuKey(event)) {
      event.preventDefault();
      onMenu(Math.min(bins - 1, edge === 'from' ? border : border - 1));
      return;
    }
    const current = changed.current === undefined ? span : changed.current;
    const next = spanAfterKey(current, edge, event, bins);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    changed.current = next;
    onDraft(next);
  }

  function finish(): void {
    if (changed.current === undefined) return;
    const final = changed.current;
    changed.current = undefined;
    onCommit(final);
  }

  return (
    <div
      role="slider"
      // Without a brush one edge is enough to start one, which saves a Tab stop.
      tabIndex={span === null && edge === 'to' ? -1 : 0}
      aria-label={edge === 'from' ? 'From' : 'To'}
      aria-orientation="horizontal"
      aria-valuemin={0}
      aria-valuemax={bins}
      aria-valuenow={border}
      aria-valuetext={describeBorder(border)}
      className={styles.edge}
      data-edge={edge}
      data-idle={span === null}
      data-shy={isShy}
      style={{ left: percent(border / bins) }}
      onKeyDown={onKeyDown}
      onKeyUp={finish}
      onFocus={() => onFocus(true)}
      onBlur={() => {
        finish();
        onFocus(false);
      }}
    />
  );
}
