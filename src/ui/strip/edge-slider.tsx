import type { BrushProps } from './brush-layer.tsx';
import { EdgeHandle } from './edge-handle.tsx';
import { borderOf, type Edge, spanAfterKey } from './span.ts';

/** One edge of a brush along one axis. */
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
  const border = borderOf(span, edge, bins);
  return (
    <EdgeHandle
      {...{ edge, bins, border, isShy, onMenu, onDraft, onCommit, onFocus }}
      label={edge === 'from' ? 'From' : 'To'}
      valueText={describeBorder(border)}
      brush={span}
      isIdle={span === null}
      // Without a brush one edge is enough to start one, which saves a Tab stop.
      tabIndex={span === null && edge === 'to' ? -1 : 0}
      afterKey={(current, event) => spanAfterKey(current, edge, event, bins)}
    />
  );
}
