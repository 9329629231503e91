import { binAt, brushOf, dragTo, type Grip, type Span } from './span.ts';

/** A brush over a rectangle: one span per axis, null for a whole axis. Both null means no brush. */
export interface Box {
  readonly x: Span | null;
  readonly y: Span | null;
}

export const none: Box = { x: null, y: null };

/** The grip of a pointer on each axis. An axis without a grip keeps its span in `start`. */
export interface BoxGrip {
  readonly start: Box;
  readonly x: Grip | null;
  readonly y: Grip | null;
}

interface At {
  readonly x: number;
  readonly y: number;
}

/**
 * Combines the grips of both axes. Outside the box a new box starts. An edge moves one axis, a corner both, and the
 * inside moves the box. An axis that cannot be brushed has no grip.
 */
export function gripBox(box: Box, grips: Omit<BoxGrip, 'start'>, at: At, columns: number, lines: number): BoxGrip {
  const isOutside = (along: 'x' | 'y') => box[along] !== null && grips[along]?.kind === 'new';
  if ((box.x === null && box.y === null) || isOutside('x') || isOutside('y')) {
    const begun = (grip: Grip | null, place: number, bins: number): Grip | null =>
      grip === null ? null : { kind: 'new', anchor: binAt(place, bins) };
    return { start: none, x: begun(grips.x, at.x, columns), y: begun(grips.y, at.y, lines) };
  }
  const isEdge = (grip: Grip | null) => grip?.kind === 'from' || grip?.kind === 'to';
  const isResized = isEdge(grips.x) || isEdge(grips.y);
  const held = (grip: Grip | null) => ((isResized ? isEdge(grip) : grip?.kind === 'move') ? grip : null);
  return { start: box, x: held(grips.x), y: held(grips.y) };
}

/** The box while a grip is dragged to a position. */
export function dragBox({ start, x, y }: BoxGrip, at: At, columns: number, lines: number): Box {
  return {
    x: x === null ? start.x : brushOf(dragTo(x, at.x, columns), columns),
    y: y === null ? start.y : brushOf(dragTo(y, at.y, lines), lines),
  };
}

export function isSame(one: Box, other: Box): boolean {
  return (['x', 'y'] as const).every(
    (along) => one[along]?.first === other[along]?.first && one[along]?.end === other[along]?.end,
  );
}
