import type { Predicate } from '../../worker/api.ts';
import { countOf } from '../parts/format.ts';
import type { MenuValue } from '../parts/value-menu.tsx';
import { binWords } from './bin-words.ts';
import type { Box } from './box.ts';
import { boxPredicate, partsOf, predicateOf, spanOf } from './brush-predicate.ts';
import { describeBin, describeBorder, edgesOf, type MapAxis } from './density-axis.ts';
import type { DensityBrushProps } from './density-brush.tsx';
import type { DensityMap } from './density-picture.ts';
import { type Brushing, boxOf } from './moving-brush.ts';
import { brushOf, type Span } from './span.ts';
import type { ChartInput } from './strip.tsx';

/** The brush of the density map. Components are not fields of the log, so the brush covers the whole of their axis. */
export function useDensityBrush(
  { selection, onDraft, onCommit, onCancel }: ChartInput,
  map: DensityMap | null,
): DensityBrushProps {
  const clause = selection.find(({ source, isOn }) => source === 'density' && isOn);
  const parts = clause === undefined ? [] : partsOf(clause.predicate);
  const box = map === null ? { x: null, y: null } : { x: heldOn(map.x, parts), y: heldOn(map.y, parts) };
  const markValue = (next: Box): MenuValue => {
    const predicate = map === null ? null : boxPredicate([heldBy(map.x, next.x), heldBy(map.y, next.y)]);
    const label = map === null ? '' : wordsOf(map, next);
    return { name: 'density', text: label, label, predicate };
  };
  const change = (to: Brushing) => (next: Box) => {
    if (map === null) return;
    const { predicate } = markValue(next);
    const bins = [map.x.cut.bins, map.y.cut.bins];
    to('density', predicate, predicate === null ? '' : wordsOf(map, next), boxOf([next.x, next.y], bins));
  };
  return {
    box,
    columns: map?.x.cut.bins ?? 0,
    lines: map?.y.cut.bins ?? 0,
    canBrush: { x: map?.x.choice.kind === 'feature', y: map?.y.choice.kind === 'feature' },
    names: { x: map?.x.choice.label ?? '', y: map?.y.choice.label ?? '' },
    describeBorder: (along, border) => (map === null ? '' : describeBorder(map[along], border)),
    describeCell: (column, line) => (map === null ? '' : cellWords(map, column, line)),
    markValue,
    label: map === null || (box.x === null && box.y === null) ? '' : countOf(countIn(map, box), 'flow'),
    onDraft: change(onDraft),
    onCommit: change(onCommit),
    onCancel: () => onCancel('density'),
  };
}

function heldOn(axis: MapAxis, parts: readonly Predicate[]): Span | null {
  for (const part of parts) {
    const span = spanOf(part, axis.choice.id, edgesOf(axis));
    if (span !== null) return brushOf(span, axis.cut.bins);
  }
  return null;
}

function heldBy(axis: MapAxis, span: Span | null): Predicate | null {
  if (span === null || axis.choice.kind !== 'feature') return null;
  return predicateOf(axis.choice.id, edgesOf(axis), span, true);
}

/** `orig_bytes 1 kB – 9.9 kB, duration 0 s – 1.2 s`. */
function wordsOf(map: DensityMap, box: Box): string {
  return (['x', 'y'] as const)
    .flatMap((along) => {
      const span = box[along];
      if (span === null) return [];
      const axis = map[along];
      return [`${axis.choice.label} ${describeBorder(axis, span.first)} – ${describeBorder(axis, span.end)}`];
    })
    .join(', ');
}

function cellWords({ density, whole, x, y }: DensityMap, column: number, line: number): string {
  const cell = line * x.cut.bins + column;
  const counted = binWords(density.counts[cell], density.anomalies[cell], whole?.[cell]);
  return `${x.choice.label} ${describeBin(x, column)}, ${y.choice.label} ${describeBin(y, line)}: ${counted}`;
}

/** Number of flows in the cells of a box. */
function countIn({ density, x, y }: DensityMap, box: Box): number {
  const [across, up] = [box.x ?? { first: 0, end: x.cut.bins }, box.y ?? { first: 0, end: y.cut.bins }];
  let flows = 0;
  for (let line = up.first; line < up.end; line++) {
    for (let column = across.first; column < across.end; column++) flows += density.counts[line * x.cut.bins + column];
  }
  return flows;
}
