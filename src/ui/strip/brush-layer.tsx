import { type ReactNode, useRef, useState } from 'react';
import { type MenuValue, useValueMenu } from '../parts/value-menu.tsx';
import { EdgeSlider } from './edge-slider.tsx';
import styles from './overlay.module.css';
import { besideBin, percent } from './percent.ts';
import { binAt, brushOf, dragTo, type Edge, type Grip, gripAt, type Span, spanOver } from './span.ts';
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
          <span className={styles.label} data-side={to > 0.6 ? 'left' : 'right'} aria-hidden="true">
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
