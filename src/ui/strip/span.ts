/**
 * A brush along one axis, in bins: `first` up to but excluding `end`. Never empty and never the whole axis, which is no
 * brush.
 */
export interface Span {
  readonly first: number;
  readonly end: number;
}

export type Edge = 'from' | 'to';

/**
 * The grip of a pointer. `anchor` is the bin where a new brush starts, or the bin where the brush is held during a
 * move.
 */
export type Grip =
  | { readonly kind: 'new'; readonly anchor: number }
  | { readonly kind: 'move'; readonly anchor: number; readonly span: Span }
  | { readonly kind: Edge; readonly span: Span };

/** The bin at a position from 0 to 1. */
export function binAt(place: number, bins: number): number {
  return Math.max(0, Math.min(bins - 1, Math.floor(place * bins)));
}

/** The border between bins nearest to a position from 0 to 1, counted from 0. */
export function borderAt(place: number, bins: number): number {
  return Math.max(0, Math.min(bins, Math.round(place * bins)));
}

/** The span between two bins, both included, in either order. */
export function spanOver(one: number, other: number): Span {
  return { first: Math.min(one, other), end: Math.max(one, other) + 1 };
}

/** Null for a span over all bins, which excludes nothing. */
export function brushOf(span: Span, bins: number): Span | null {
  return span.first <= 0 && span.end >= bins ? null : span;
}

/** The grip at a position. `reach` is the distance in which an edge is gripped, as a fraction of the axis. */
export function gripAt(span: Span | null, place: number, bins: number, reach: number): Grip {
  const bin = binAt(place, bins);
  if (span === null) return { kind: 'new', anchor: bin };
  const [from, to] = [span.first / bins, span.end / bins].map((edge) => Math.abs(place - edge));
  const isInside = bin >= span.first && bin < span.end;
  // Reduces the reach so that a narrow brush can be moved from inside.
  const near = isInside ? Math.min(reach, (span.end - span.first) / bins / 4) : reach;
  if (Math.min(from, to) <= near) return { kind: from < to ? 'from' : 'to', span };
  if (isInside) return { kind: 'move', anchor: bin, span };
  return { kind: 'new', anchor: bin };
}

/** The brush while a grip is dragged to a position. */
export function dragTo(grip: Grip, place: number, bins: number): Span {
  if (grip.kind === 'new') return spanOver(grip.anchor, binAt(place, bins));
  if (grip.kind === 'move') return moveSpan(grip.span, binAt(place, bins) - grip.anchor, bins);
  const fixed = grip.kind === 'from' ? grip.span.end : grip.span.first;
  return spanBetween(fixed, borderAt(place, bins), bins);
}

/** The span between two borders. Where they meet, it is the bin beside them. */
function spanBetween(one: number, other: number, bins: number): Span {
  const [first, end] = [Math.min(one, other), Math.max(one, other)];
  if (first < end) return { first, end };
  return first < bins ? { first, end: first + 1 } : { first: first - 1, end: first };
}

/** Moves a span by a number of bins within the axis. Its width stays. */
export function moveSpan({ first, end }: Span, by: number, bins: number): Span {
  const step = Math.max(-first, Math.min(bins - end, by));
  return { first: first + step, end: end + step };
}

/** Moves one edge by a number of bins. At least one bin remains. */
function resizeSpan({ first, end }: Span, edge: Edge, by: number, bins: number): Span {
  return edge === 'from'
    ? { first: Math.max(0, Math.min(end - 1, first + by)), end }
    : { first, end: Math.max(first + 1, Math.min(bins, end + by)) };
}

const PAGE = 10;

/**
 * The brush after a key on the slider of an edge: arrows resize it, Shift with arrows moves it, Esc and Delete clear
 * it. Undefined for other keys. Without a brush its edges are those of the axis.
 */
export function spanAfterKey(
  span: Span | null,
  edge: Edge,
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
  bins: number,
): Span | null | undefined {
  if (key === 'Escape' || key === 'Delete' || key === 'Backspace') return span === null ? undefined : null;
  const by = stepOf(key, bins);
  if (by === null) return undefined;
  const whole = { first: 0, end: bins };
  const next = shiftKey ? moveSpan(span ?? whole, by, bins) : resizeSpan(span ?? whole, edge, by, bins);
  return brushOf(next, bins);
}

/** The border between bins on which an edge of a brush is. Without a brush, the end of the axis. */
export function borderOf(span: Span | null, edge: Edge, bins: number): number {
  if (edge === 'from') return span?.first ?? 0;
  return span?.end ?? bins;
}

/** Number of bins that a key moves by, null for other keys. */
export function stepOf(key: string, bins: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return 1;
    case 'ArrowLeft':
    case 'ArrowDown':
      return -1;
    case 'PageUp':
      return PAGE;
    case 'PageDown':
      return -PAGE;
    case 'Home':
      return -bins;
    case 'End':
      return bins;
    default:
      return null;
  }
}
