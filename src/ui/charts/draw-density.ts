import type { Density } from '../../worker/api.ts';

/** Draws the counts on a canvas in the page's colours: darker for more flows, a triangle where there are anomalies. */
export function drawDensity(
  canvas: HTMLCanvasElement,
  { x, y, counts, anomalies }: Density,
  selected: { readonly x: number; readonly y: number } | null,
  width: number,
  height: number,
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.scale(ratio, ratio);
  const colours = coloursOf(canvas);
  const [cellWidth, cellHeight] = [width / x.bins, height / y.bins];
  const largest = counts.reduce((most, count) => Math.max(most, count), 1);
  const place = (cell: number) => ({
    left: (cell % x.bins) * cellWidth,
    top: height - (Math.floor(cell / x.bins) + 1) * cellHeight,
  });
  context.fillStyle = colours.accent;
  counts.forEach((count, cell) => {
    if (count === 0) return;
    const { left, top } = place(cell);
    context.globalAlpha = 0.18 + 0.82 * logShare(count, largest);
    context.fillRect(left, top, Math.ceil(cellWidth), Math.ceil(cellHeight));
  });
  context.globalAlpha = 1;
  context.fillStyle = colours.odd;
  context.strokeStyle = colours.panel;
  context.lineWidth = 0.5;
  const mostAnomalies = anomalies.reduce((most, count) => Math.max(most, count), 1);
  anomalies.forEach((count, cell) => {
    if (count === 0) return;
    const { left, top } = place(cell);
    // One anomaly in a hundred flows says less than one alone.
    context.globalAlpha = Math.max(0.25, Math.min(1, count / counts[cell]), 0.6 * logShare(count, mostAnomalies));
    const [middle, centre] = [left + cellWidth / 2, top + cellHeight / 2];
    context.beginPath();
    context.moveTo(middle, centre - 2.6);
    context.lineTo(middle + 2.8, centre + 2.2);
    context.lineTo(middle - 2.8, centre + 2.2);
    context.closePath();
    context.fill();
    context.stroke();
  });
  context.globalAlpha = 1;
  if (selected === null) return;
  const at = { x: selected.x * width, y: (1 - selected.y) * height };
  context.strokeStyle = colours.text;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(at.x, at.y, 6, 0, 2 * Math.PI);
  context.moveTo(at.x, 0);
  context.lineTo(at.x, at.y - 6);
  context.moveTo(at.x, at.y + 6);
  context.lineTo(at.x, height);
  context.moveTo(0, at.y);
  context.lineTo(at.x - 6, at.y);
  context.moveTo(at.x + 6, at.y);
  context.lineTo(width, at.y);
  context.stroke();
}

/** How full a cell is beside the fullest, from 0 to 1, by logarithm. */
export function logShare(count: number, largest: number): number {
  return largest <= 1 ? 1 : Math.log(count) / Math.log(largest);
}

/** The page's colours as they are now, light or dark: a canvas does not know variables. */
function coloursOf(element: HTMLElement): Readonly<Record<'accent' | 'odd' | 'panel' | 'text', string>> {
  const probe = document.createElement('span');
  element.after(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = { accent: read('accent'), odd: read('odd'), panel: read('panel'), text: read('text') };
  probe.remove();
  return colours;
}
