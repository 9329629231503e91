import { type KeyboardEvent, useRef } from 'react';
import { isMenuKey } from '../parts/menu-key.ts';
import styles from './overlay.module.css';
import { percent } from './percent.ts';
import type { Edge } from './span.ts';

/** One edge of a brush as a slider. `Brush` is the value that the edge changes: a span or a box. */
export interface EdgeHandleProps<Brush> {
  readonly label: string;
  readonly edge: Edge;
  readonly isVertical?: boolean;
  readonly bins: number;
  /** The border between bins on which the edge is, counted from 0, and words for it. */
  readonly border: number;
  readonly valueText: string;
  readonly brush: Brush;
  /** Whether there is no brush. */
  readonly isIdle: boolean;
  readonly isShy: boolean;
  readonly tabIndex?: number;
  /** The brush after a key. Undefined for other keys. */
  readonly afterKey: (brush: Brush, event: KeyboardEvent) => Brush | undefined;
  /** Receives the bin at the edge whose menu opens. */
  readonly onMenu: (bin: number) => void;
  readonly onDraft: (brush: Brush) => void;
  readonly onCommit: (brush: Brush) => void;
  readonly onFocus?: (isIn: boolean) => void;
}

/** The slider. A change is final at key up. */
export function EdgeHandle<Brush>(props: EdgeHandleProps<Brush>) {
  const { label, edge, isVertical = false, bins, border, valueText, isIdle, isShy, tabIndex = 0, onFocus } = props;
  const { onKeyDown, finish } = useEdgeKeys(props);
  const place = percent(border / bins);
  return (
    <div
      role="slider"
      tabIndex={tabIndex}
      aria-label={label}
      aria-orientation={isVertical ? 'vertical' : 'horizontal'}
      aria-valuemin={0}
      aria-valuemax={bins}
      aria-valuenow={border}
      aria-valuetext={valueText}
      className={isVertical ? styles.edgeAcross : styles.edge}
      data-edge={edge}
      data-idle={isIdle}
      data-shy={isShy}
      style={isVertical ? { bottom: place } : { left: place }}
      onKeyDown={onKeyDown}
      onKeyUp={finish}
      onFocus={() => onFocus?.(true)}
      onBlur={() => {
        finish();
        onFocus?.(false);
      }}
    />
  );
}

function useEdgeKeys<Brush>(props: EdgeHandleProps<Brush>) {
  const { edge, bins, border, brush, afterKey, onMenu, onDraft, onCommit } = props;
  const changed = useRef<{ readonly to: Brush } | null>(null);
  return {
    onKeyDown(event: KeyboardEvent): void {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      if (isMenuKey(event)) {
        event.preventDefault();
        onMenu(Math.min(bins - 1, edge === 'from' ? border : border - 1));
        return;
      }
      const to = afterKey(changed.current === null ? brush : changed.current.to, event);
      if (to === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      changed.current = { to };
      onDraft(to);
    },
    finish(): void {
      if (changed.current === null) return;
      const { to } = changed.current;
      changed.current = null;
      onCommit(to);
    },
  };
}
