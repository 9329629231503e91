import type { KeyboardEvent } from 'react';
import { type Box, isSame, none } from './box.ts';
import type { Along, DensityBrushProps } from './density-brush.tsx';
import { EdgeHandle } from './edge-handle.tsx';
import { borderOf, type Edge, spanAfterKey, spanOver } from './span.ts';

/** One edge of the box of a brush over the map. */
export function BoxEdge({
  along,
  edge,
  onMenu,
  ...props
}: DensityBrushProps & { readonly along: Along; readonly edge: Edge; readonly onMenu: (box: Box) => void }) {
  const { box, columns, lines, names, describeBorder, onDraft, onCommit } = props;
  const [bins, span] = along === 'x' ? [columns, box.x] : [lines, box.y];
  const border = borderOf(span, edge, bins);

  function afterKey(current: Box, event: KeyboardEvent): Box | undefined {
    if (event.key === 'Escape' || event.key === 'Delete' || event.key === 'Backspace') {
      return current.x === null && current.y === null ? undefined : none;
    }
    const next = spanAfterKey(current[along], edge, event, bins);
    return next === undefined ? undefined : { ...current, [along]: next };
  }

  return (
    <EdgeHandle
      {...{ edge, bins, border, afterKey, onDraft, onCommit }}
      label={`${names[along]} ${edge}`}
      isVertical={along === 'y'}
      valueText={describeBorder(along, border)}
      brush={box}
      isIdle={span === null}
      isShy={true}
      onMenu={(bin) => onMenu(isSame(box, none) ? { ...none, [along]: spanOver(bin, bin) } : box)}
    />
  );
}
