import type { DensityMap } from './density-picture.ts';
import { anomalyShade, flowDepth, fullest } from './density-shade.ts';

/** Margin around the cells in pixels, so that marks in the outer cells are not clipped. */
export const MAP_MARGIN = 7;

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Draws the map on a canvas in the page's colours: from the mark colour to the text colour for more flows, triangles
 * for anomalies, a ring at the selected flow, and lines at the ticks. Tick positions are from 0 to 1.
 */
export function drawDensity(
  canvas: HTMLCanvasElement,
  map: DensityMap,
  lines: { readonly x: readonly number[]; readonly y: readonly number[] },
  size: Size,
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(size.width * ratio);
  canvas.height = Math.round(size.height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  const colours = coloursOf(canvas);
  // Rounds to whole device pixels: otherwise neighbouring cells overlap or have gaps.
  const snap = (pixels: number) => Math.round(pixels * ratio) / ratio;
  const at: At = (x, y) => [
    snap(MAP_MARGIN + x * (size.width - 2 * MAP_MARGIN)),
    snap(MAP_MARGIN + (1 - y) * (size.height - 2 * MAP_MARGIN)),
  ];

  context.fillStyle = colours.line;
  for (const x of lines.x) context.fillRect(at(x, 0)[0], 0, 1, size.height);
  for (const y of lines.y) context.fillRect(0, at(0, y)[1], size.width, 1);
  drawGhosts(context, map, at, colours.ghost);
  drawCells(context, map, at, colours.mark, colours.text);
  drawAnomalies(context, map, at, colours.odd, colours.panel);
  if (map.selected !== null)
    drawSelected(context, at(map.selected.x, map.selected.y), size, colours.text, colours.panel);
}

/** Pixel position of a point with coordinates from 0 (left, bottom) to 1. */
type At = (x: number, y: number) => readonly [number, number];

/** Cells of the whole log in one grey, to show where unselected flows are. */
function drawGhosts(
  context: CanvasRenderingContext2D,
  { density: { x, y }, whole }: DensityMap,
  at: At,
  colour: string,
): void {
  context.fillStyle = colour;
  whole?.forEach((flows, cell) => {
    if (flows === 0) return;
    const [column, row] = [cell % x.bins, Math.floor(cell / x.bins)];
    const [left, bottom] = at(column / x.bins, row / y.bins);
    const [right, top] = at((column + 1) / x.bins, (row + 1) / y.bins);
    context.fillRect(left, top, right - left, bottom - top);
  });
}

function drawCells(
  context: CanvasRenderingContext2D,
  { density: { x, y, counts } }: DensityMap,
  at: At,
  few: string,
  many: string,
): void {
  const most = fullest(counts);
  counts.forEach((flows, cell) => {
    if (flows === 0) return;
    const [column, row] = [cell % x.bins, Math.floor(cell / x.bins)];
    const [left, bottom] = at(column / x.bins, row / y.bins);
    const [right, top] = at((column + 1) / x.bins, (row + 1) / y.bins);
    context.fillStyle = few;
    context.globalAlpha = 1;
    context.fillRect(left, top, right - left, bottom - top);
    context.fillStyle = many;
    context.globalAlpha = flowDepth(flows, most);
    context.fillRect(left, top, right - left, bottom - top);
  });
  context.globalAlpha = 1;
}

function drawAnomalies(
  context: CanvasRenderingContext2D,
  { density: { x, y, counts, anomalies } }: DensityMap,
  at: At,
  colour: string,
  edge: string,
): void {
  const most = fullest(anomalies);
  const radius = Math.min(4.5, Math.max(2.7, (at(0, 0)[1] - at(0, 1)[1]) / y.bins / 2));
  context.fillStyle = colour;
  context.strokeStyle = edge;
  context.lineWidth = 0.5;
  anomalies.forEach((count, cell) => {
    if (count === 0) return;
    const [middle, centre] = at(((cell % x.bins) + 0.5) / x.bins, (Math.floor(cell / x.bins) + 0.5) / y.bins);
    context.globalAlpha = anomalyShade(count, counts[cell], most);
    context.beginPath();
    context.moveTo(middle, centre - radius);
    context.lineTo(middle + radius, centre + radius * 0.8);
    context.lineTo(middle - radius, centre + radius * 0.8);
    context.closePath();
    context.fill();
    context.stroke();
  });
  context.globalAlpha = 1;
}

/** A ring with a thin line to every side. */
function drawSelected(
  context: CanvasRenderingContext2D,
  [x, y]: readonly [number, number],
  { width, height }: Size,
  colour: string,
  halo: string,
): void {
  const radius = 5.5;
  context.fillStyle = colour;
  context.globalAlpha = 0.55;
  context.fillRect(x - 0.5, 0, 1, y - radius);
  context.fillRect(x - 0.5, y + radius, 1, height);
  context.fillRect(0, y - 0.5, x - radius, 1);
  context.fillRect(x + radius, y - 0.5, width, 1);
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  for (const [style, thickness] of [
    [halo, 4],
    [colour, 2],
  ] as const) {
    context.strokeStyle = style;
    context.lineWidth = thickness;
    context.stroke();
  }
}

/** The page's current colours: a canvas cannot use CSS variables. */
function coloursOf(
  element: HTMLElement,
): Readonly<Record<'ghost' | 'line' | 'mark' | 'odd' | 'panel' | 'text', string>> {
  const probe = document.createElement('span');
  element.after(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const [ghost, line, mark, odd, panel, text] = ['ghost', 'line', 'mark', 'odd', 'panel', 'text'].map(read);
  probe.remove();
  return { ghost, line, mark, odd, panel, text };
}
