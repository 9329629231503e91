import { useRef, useState } from 'react';
import { type MenuValue, useValueMenu } from '../parts/value-menu.tsx';
import { type Box, type BoxGrip, dragBox, gripBox, isSame, none } from './box.ts';
import { BoxEdge } from './box-edge.tsx';
import styles from './overlay.module.css';
import { besideBin, percent } from './percent.ts';
import { binAt, gripAt, spanOver } from './span.ts';
import { type Place, placeOf, useDrag } from './use-drag.ts';

/** An axis of the map. */
export type Along = 'x' | 'y';

export interface DensityBrushProps {
  readonly box: Box;
  readonly columns: number;
  readonly lines: number;
  /** Whether a predicate can select a range of each axis. A brush covers the whole of other axes. */
  readonly canBrush: Readonly<Record<Along, boolean>>;
  readonly names: Readonly<Record<Along, string>>;
  readonly describeBorder: (along: Along, border: number) => string;
  readonly describeCell: (column: number, line: number) => string;
  /** A rectangle as a value that can be included, excluded and copied. */
  readonly markValue: (box: Box) => MenuValue;
  /** Label beside the brush. */
  readonly label: string;
  readonly onDraft: (box: Box) => void;
  readonly onCommit: (box: Box) => void;
  readonly onCancel: () => void;
}

/** Pixels around an edge in which the pointer grips it. */
const REACH = 8;

/** A brush over a rectangle of the map, by pointer and by one slider per edge with the keyboard. */
export function DensityBrush(props: DensityBrushProps) {
  const { box, columns, lines, canBrush, describeCell, label } = props;
  const [hovered, setHovered] = useState<{ readonly column: number; readonly line: number } | null>(null);
  const menu = useBoxMenu(props);
  const handlers = useBoxDrag(props, menu.openAt);
  const [x, y] = [sharesOf(box.x, columns), sharesOf(box.y, lines)];
  const edges = (['x', 'y'] as const).filter((along) => canBrush[along]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid over a map
    <div
      role="group"
      aria-label="Density"
      className={styles.surface}
      data-brush={edges.length > 0}
      {...handlers}
      onPointerMove={(event) => {
        handlers.onPointerMove(event);
        const at = placeOf(event);
        if (event.pointerType === 'mouse') setHovered({ column: binAt(at.x, columns), line: binAt(at.y, lines) });
      }}
      onPointerLeave={() => setHovered(null)}
    >
      {(box.x !== null || box.y !== null) && (
        <div
          className={styles.brush}
          style={{
            left: percent(x.from),
            width: percent(x.to - x.from),
            bottom: percent(y.from),
            top: percent(1 - y.to),
          }}
        >
          <span className={styles.label} data-side={x.to > 0.5 ? 'left' : 'right'} aria-hidden="true">
            {label}
          </span>
        </div>
      )}
      {edges.map((along) =>
        (['from', 'to'] as const).map((edge) => (
          <BoxEdge key={`${along} ${edge}`} {...props} along={along} edge={edge} onMenu={menu.open} />
        )),
      )}
      <span ref={menu.anchor} className={styles.anchor} />
      {hovered !== null && (
        <p className={styles.tip} style={besideBin(hovered.column, columns)} aria-hidden="true">
          {describeCell(hovered.column, hovered.line)}
        </p>
      )}
    </div>
  );
}

function sharesOf(span: Box['x'], bins: number): { readonly from: number; readonly to: number } {
  return span === null ? { from: 0, to: 1 } : { from: span.first / bins, to: span.end / bins };
}

/** The menu of a rectangle: of a cell, or of the brush if the cell is in it. */
function useBoxMenu({ box, columns, lines, canBrush, markValue }: DensityBrushProps) {
  const anchor = useRef<HTMLSpanElement>(null);
  const openMenu = useValueMenu();
  function open(mark: Box): void {
    const { current } = anchor;
    if (current === null) return;
    const [x, y] = [sharesOf(mark.x, columns), sharesOf(mark.y, lines)];
    const edges = { left: x.from, right: 1 - x.to, bottom: y.from, top: 1 - y.to };
    for (const [side, share] of Object.entries(edges)) current.style.setProperty(side, percent(share));
    openMenu(markValue(mark), current);
  }
  return {
    anchor,
    open,
    openAt(at: Place): void {
      const [column, line] = [binAt(at.x, columns), binAt(at.y, lines)];
      const isIn = holds(box.x, column) && holds(box.y, line) && !isSame(box, none);
      // A cell of components selects no flows. It can still be copied.
      const isOnlyCopied = !canBrush.x && !canBrush.y;
      const cell = {
        x: canBrush.x || isOnlyCopied ? spanOver(column, column) : null,
        y: canBrush.y || isOnlyCopied ? spanOver(line, line) : null,
      };
      open(isIn ? box : cell);
    },
  };
}

function holds(span: Box['x'], bin: number): boolean {
  return span === null || (bin >= span.first && bin < span.end);
}

function useBoxDrag(
  { box, columns, lines, canBrush, onDraft, onCommit, onCancel }: DensityBrushProps,
  openAt: (at: Place) => void,
) {
  const held = useRef<BoxGrip | null>(null);
  const drag = (at: Place): Box => (held.current === null ? box : dragBox(held.current, at, columns, lines));
  return useDrag({
    onStart(at, { width, height }) {
      const [x, y] = [gripAt(box.x, at.x, columns, REACH / width), gripAt(box.y, at.y, lines, REACH / height)];
      held.current = gripBox(box, { x: canBrush.x ? x : null, y: canBrush.y ? y : null }, at, columns, lines);
    },
    onMove: (at) => onDraft(drag(at)),
    onEnd(at, isClick) {
      const [column, line] = [binAt(at.x, columns), binAt(at.y, lines)];
      const cell = { x: canBrush.x ? spanOver(column, column) : null, y: canBrush.y ? spanOver(line, line) : null };
      onCommit(isClick ? (isSame(cell, box) ? none : cell) : drag(at));
      held.current = null;
    },
    onMenu: openAt,
    onCancel() {
      held.current = null;
      onCancel();
    },
  });
}
