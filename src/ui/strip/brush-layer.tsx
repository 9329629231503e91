import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { isMenuKey } from '../parts/menu-key.ts';
import { type MenuValue, useValueMenu } from '../parts/value-menu.tsx';
import { binAt, brushOf, dragTo, type Edge, type Grip, gripAt, type Span, spanAfterKey, spanOver } from './span.ts';
import styles from './strip.module.css';
import { placeOf, useDrag } from './use-drag.ts';

/** Pixels around an edge in which the pointer grips it. */
const REACH = 8;

export interface BrushProps {
  /** Name of the group of the two sliders. */
  readonly name: string;
  readonly bins: number;
  readonly span: Span | null;
  /** Words for a border between two bins, counted from 0. */
  readonly describeBorder: (border: number) => string;
  /** Words for a bin. */
  readonly describeBin: (bin: number) => string;
  /** A range of bins as a value that can be included, excluded and copied. */
  readonly markValue: (span: Span) => MenuValue;
  /** Label beside the brush. */
  readonly label: string;
  /** Whether the sliders are hidden while there is no brush. */
  readonly isShy?: boolean;
  /** Receives the brush while it is being changed. */
  readonly onDraft: (span: Span | null) => void;
  /** Receives the final brush. */
  readonly onCommit: (span: Span | null) => void;
  readonly onCancel: () => void;
}

/**
 * A brush along one axis over bars. It is dragged, moved and resized by pointer, and by two sliders with the keyboard.
 */
export function BrushLayer(props: BrushProps & { readonly children?: ReactNode }) {
  const { name, bins, span, describeBin, label, children } = props;
  const [hovered, setHovered] = useState<number | null>(null);
  const [focused, setFocused] = useState<Edge | null>(null);
  const menu = useMarkMenu(props);
  const handlers = useBrushDrag(props, menu.openAt);
  if (bins === 0) return children;
  const [from, to] = span === null ? [0, 1] : [span.first / bins, span.end / bins];
  const edgeBin = focused === null ? null : Math.min(bins - 1, focused === 'from' ? from * bins : to * bins - 1);
  const tipBin = hovered ?? (edgeBin === null ? null : Math.round(edgeBin));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid over bars
    <div
      role="group"
      aria-label={name}
      className={styles.surface}
      {...handlers}
      onPointerMove={(event) => {
        handlers.onPointerMove(event);
        if (event.pointerType === 'mouse') setHovered(binAt(placeOf(event).x, bins));
      }}
      onPointerLeave={() => setHovered(null)}
    >
      {span !== null && (
        <div className={styles.brush} style={{ left: percent(from), width: percent(to - from) }}>
          <span className={styles.brushLabel} data-side={to > 0.6 ? 'left' : 'right'} aria-hidden="true">
            {label}
          </span>
        </div>
      )}
      {(['from', 'to'] as const).map((edge) => (
        <EdgeSlider
          key={edge}
          {...props}
          edge={edge}
          onMenu={menu.openAt}
          onFocus={(isIn) => setFocused(isIn ? edge : null)}
        />
      ))}
      {children}
      <span ref={menu.anchor} className={styles.anchor} />
      {tipBin !== null && (
        <p className={styles.tip} style={besideBin(tipBin, bins)} aria-hidden="true">
          {describeBin(tipBin)}
        </p>
      )}
    </div>
  );
}

/** The menu of a bin, or of the brush if the bin is in it. */
function useMarkMenu({ bins, span, markValue }: BrushProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const open = useValueMenu();
  return {
    anchor,
    openAt(bin: number): void {
      const { current } = anchor;
      if (current === null) return;
      const mark = span !== null && bin >= span.first && bin < span.end ? span : spanOver(bin, bin);
      current.style.left = percent(mark.first / bins);
      current.style.right = percent(1 - mark.end / bins);
      open(markValue(mark), current);
    },
  };
}

function useBrushDrag({ bins, span, onDraft, onCommit, onCancel }: BrushProps, openAt: (bin: number) => void) {
  const grip = useRef<Grip | null>(null);
  return useDrag({
    onStart({ x }, { width }) {
      grip.current = gripAt(span, x, bins, REACH / width);
    },
    onMove({ x }) {
      if (grip.current !== null) onDraft(brushOf(dragTo(grip.current, x, bins), bins));
    },
    onEnd({ x }, isClick) {
      const held = grip.current;
      grip.current = null;
      if (held === null) return;
      if (!isClick) return onCommit(brushOf(dragTo(held, x, bins), bins));
      const bin = binAt(x, bins);
      const isSame = span !== null && span.first === bin && span.end === bin + 1;
      // An edge that was clicked without a drag stays.
      if (isSame) onCommit(null);
      else if (held.kind === 'new' || held.kind === 'move') onCommit(brushOf(spanOver(bin, bin), bins));
    },
    onMenu: ({ x }) => openAt(binAt(x, bins)),
    onCancel() {
      grip.current = null;
      onCancel();
    },
  });
}

/** One edge of the brush as a slider. A change is final at key up. */
function EdgeSlider({
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

/** Aligns a label with a bin: its relative position equals the bin's, so it ends at the end of the axis. */
export function besideBin(bin: number, bins: number): { readonly left: string; readonly transform: string } {
  const at = percent((bin + 0.5) / bins);
  return { left: at, transform: `translateX(-${at})` };
}

export function percent(share: number): string {
  return `${100 * share}%`;
}
