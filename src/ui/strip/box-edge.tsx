import { type KeyboardEvent, useRef } from 'react';
import { isMenuKey } from '../parts/menu-key.ts';
import { type Box, isSame, none } from './box.ts';
import type { Along, DensityBrushProps } from './density-brush.tsx';
import styles from './overlay.module.css';
import { percent } from './percent.ts';
import { type Edge, spanAfterKey, spanOver } from './span.ts';

/** One edge of the box as a slider. A change is final at key up. */
export function BoxEdge({
  along,
  edge,
  onMenu,
  ...props
}: DensityBrushProps & { readonly along: Along; readonly edge: Edge; readonly onMenu: (box: Box) => void }) {
  const { box, columns, lines, names, describeBorder, onDraft, onCommit } = props;
  const changed = useRef<Box | null>(null);
  const [bins, span] = along === 'x' ? [columns, box.x] : [lines, box.y];
  const border = span === null ? (edge === 'from' ? 0 : bins) : edge === 'from' ? span.first : span.end;

  function onKeyDown(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (isMenuKey(event)) {
      event.preventDefault();
      const bin = Math.min(bins - 1, edge === 'from' ? border : border - 1);
      onMenu(isSame(box, none) ? { ...none, [along]: spanOver(bin, bin) } : box);
      return;
    }
    const current = changed.current ?? box;
    const isClearing = event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace';
    if (isClearing && current.x === null && current.y === null) return;
    const next = isClearing ? null : spanAfterKey(current[along], edge, event, bins);
    if (next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    changed.current = isClearing ? none : { ...current, [along]: next };
    onDraft(changed.current);
  }

  function finish(): void {
    if (changed.current === null) return;
    const final = changed.current;
    changed.current = null;
    onCommit(final);
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={`${names[along]} ${edge}`}
      aria-orientation={along === 'x' ? 'horizontal' : 'vertical'}
      aria-valuemin={0}
      aria-valuemax={bins}
      aria-valuenow={border}
      aria-valuetext={describeBorder(along, border)}
      className={along === 'x' ? styles.edge : styles.edgeAcross}
      data-edge={edge}
      data-idle={span === null}
      data-shy={true}
      style={along === 'x' ? { left: percent(border / bins) } : { bottom: percent(border / bins) }}
      onKeyDown={onKeyDown}
      onKeyUp={finish}
      onBlur={finish}
    />
  );
}
