import { shown } from '../parts/shown.ts';
import type { Tick } from './ticks.ts';

/** A chart for a report, complete with title, notes and labels. Plain data in light colours. */
export interface Picture {
  readonly title: string;
  /** Lines below the chart: file, counts, settings, version. */
  readonly notes: readonly string[];
  readonly xLabel: string;
  readonly yLabel: string;
  /** Ticks and marks have positions from 0 (left, bottom) to 1. */
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly marks: readonly Mark[];
  readonly legend: readonly { readonly fill: Fill; readonly label: string; readonly isTriangle?: boolean }[];
  /** Names of the curves, which may be long. One line each below the chart. */
  readonly curves?: readonly { readonly place: number; readonly label: string }[];
}
/**
 * One of the two series, the accent, or a cell of the map: the colour of flows with as much of the text's colour over
 * it as `depth`, from 0 to 1.
 */
export type Fill = 'flows' | 'anomalies' | 'accent' | { readonly depth: number };
export type Mark =
  | {
      readonly kind: 'box';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly fill: Fill;
    }
  | { readonly kind: 'line'; readonly x: number; readonly label: string }
  /** Points joined by straight lines. `place` selects colour and dashes. */
  | { readonly kind: 'curve'; readonly points: readonly (readonly [number, number])[]; readonly place: number }
  | { readonly kind: 'triangle'; readonly x: number; readonly y: number; readonly opacity: number }
  | { readonly kind: 'ring'; readonly x: number; readonly y: number; readonly label: string };

const WIDTH = 900;
const PLOT = { left: 70, top: 58, width: 800, height: 300 };
const FONT = 'font-family="Helvetica, Arial, sans-serif"';
const colours = {
  text: '#17202b',
  muted: '#566273',
  line: '#c3cbd6',
  flows: '#6c86a3',
  anomalies: '#c2410c',
  accent: '#0b5fb0',
};

/** Dashes that distinguish curves without colour. They repeat after the last. */
export const dashes = ['none', '6 3', '2 3', '8 3 2 3', '1 4', '10 4'];
const strokes = [colours.accent, colours.anomalies, colours.text, '#6c86a3', colours.muted];

/** Adjacent bars over the whole width. A height of 0 has no bar. */
export function bars(heights: readonly number[], fill: Fill): Mark[] {
  const width = 1 / heights.length;
  return heights.flatMap((height, bin): Mark[] =>
    height > 0 ? [{ kind: 'box', x: bin * width, y: 0, width: 0.9 * width, height, fill }] : [],
  );
}

/** The picture as a standalone SVG document, 900 pixels wide. */
export function pictureSvg({
  title,
  notes,
  xLabel,
  yLabel,
  xTicks,
  yTicks,
  marks,
  legend,
  curves = [],
}: Picture): string {
  const lines = notes.flatMap((note) => wrap(shown(note)));
  const height = PLOT.top + PLOT.height + 58 + (curves.length + lines.length) * 17;
  const x = (at: number) => round(PLOT.left + at * PLOT.width);
  const y = (at: number) => round(PLOT.top + (1 - at) * PLOT.height);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<desc>${escapeXml(notes.join('. '))}</desc>`,
    `<defs><pattern id="hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="5" height="5" fill="#f0b392"/><rect width="3" height="5" fill="${colours.anomalies}"/></pattern></defs>`,
    `<rect width="${WIDTH}" height="${height}" fill="#ffffff"/>`,
    text(PLOT.left, 30, title, { size: 18, weight: 700 }),
    ...legend.map(({ fill, label, isTriangle }, i) => {
      const at = WIDTH - 30 - (legend.length - i) * 90;
      const key = isTriangle
        ? triangle(at + 6, 26, 1)
        : `<rect x="${at}" y="20" width="12" height="12" fill="${fillOf(fill)}"/>`;
      return key + text(at + 18, 30, label, {});
    }),
    ...yTicks.map(
      ({ at, label }) =>
        `<path d="M${PLOT.left} ${y(at)}h${PLOT.width}" stroke="${colours.line}" stroke-width=".5"/>${text(PLOT.left - 8, y(at) + 4, label, { anchor: 'end', fill: colours.muted })}`,
    ),
    ...marks.map((mark) => drawMark(mark, x, y)),
    `<path d="M${PLOT.left} ${PLOT.top}v${PLOT.height}h${PLOT.width}" fill="none" stroke="${colours.muted}"/>`,
    ...xTicks.map(
      ({ at, label }) =>
        `<path d="M${x(at)} ${y(0)}v5" stroke="${colours.muted}"/>${text(x(at), y(0) + 18, label, { anchor: 'middle', fill: colours.muted })}`,
    ),
    text(PLOT.left + PLOT.width / 2, y(0) + 36, xLabel, { anchor: 'middle' }),
    `<g transform="translate(16 ${PLOT.top + PLOT.height / 2}) rotate(-90)">${text(0, 0, yLabel, { anchor: 'middle' })}</g>`,
    ...curves.map(({ place, label }, i) => {
      const line = y(0) + 58 + i * 17;
      return `<path d="M${PLOT.left} ${line - 4}h36" ${strokeOf(place)}/>${text(PLOT.left + 44, line, label, {})}`;
    }),
    ...lines.map((line, i) => text(PLOT.left, y(0) + 58 + (curves.length + i) * 17, line, { fill: colours.muted })),
    '</svg>',
    '',
  ].join('\n');
}

function drawMark(mark: Mark, x: (at: number) => number, y: (at: number) => number): string {
  if (mark.kind === 'box') {
    const { x: left, y: bottom, width, height, fill } = mark;
    return `<rect x="${x(left)}" y="${y(bottom + height)}" width="${round(width * PLOT.width)}" height="${round(height * PLOT.height)}" fill="${fillOf(fill)}"/>`;
  }
  if (mark.kind === 'line') {
    const isRight = mark.x > 0.8;
    return `<path d="M${x(mark.x)} ${y(1)}V${y(0)}" stroke="${colours.text}" stroke-width="2"/>${text(x(mark.x) + (isRight ? -6 : 6), y(1) + 12, mark.label, { anchor: isRight ? 'end' : 'start', weight: 700 })}`;
  }
  if (mark.kind === 'curve') {
    const path = mark.points.map(([across, up]) => `${x(across)} ${y(up)}`).join('L');
    return `<path d="M${path}" ${strokeOf(mark.place)}/>`;
  }
  if (mark.kind === 'triangle') return triangle(x(mark.x), y(mark.y), mark.opacity);
  return `<circle cx="${x(mark.x)}" cy="${y(mark.y)}" r="8" fill="none" stroke="${colours.text}" stroke-width="2"/>${text(x(mark.x) + (mark.x > 0.8 ? -12 : 12), y(mark.y) + 4, mark.label, { anchor: mark.x > 0.8 ? 'end' : 'start', weight: 700 })}`;
}

function triangle(x: number, y: number, opacity: number): string {
  return `<path d="M${round(x)} ${round(y - 4.5)}l4.5 8h-9z" fill="${colours.anomalies}" fill-opacity="${round(opacity)}" stroke="#ffffff" stroke-width=".5"/>`;
}

function strokeOf(place: number): string {
  const dash = dashes[place % dashes.length];
  return `fill="none" stroke="${strokes[place % strokes.length]}" stroke-width="1.6"${dash === 'none' ? '' : ` stroke-dasharray="${dash}"`}`;
}

function fillOf(fill: Fill): string {
  if (fill === 'anomalies') return 'url(#hatch)';
  return typeof fill === 'string' ? colours[fill] : mixed(colours.flows, colours.text, fill.depth);
}

/** A colour between two: `share` of the second. */
function mixed(one: string, other: string, share: number): string {
  const parts = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
  const to = parts(other);
  const mix = parts(one).map((from, i) => Math.round(from + share * (to[i] - from)));
  return `#${mix.map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}

function text(
  x: number,
  y: number,
  content: string,
  style: { size?: number; weight?: number; anchor?: string; fill?: string },
): string {
  const { size = 12, weight = 400, anchor = 'start', fill = colours.text } = style;
  return `<text x="${x}" y="${y}" ${FONT} font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}">${escapeXml(content)}</text>`;
}

/** Wraps a note to lines that fit below the plot, between words if possible. */
function wrap(note: string): string[] {
  return note.match(/.{1,130}(?=\s|$)|.{1,130}/gsu)?.map((line) => line.trim()) ?? [];
}

/** A file name can contain anything: hidden characters become marks, markup becomes text. */
function escapeXml(content: string): string {
  return shown(content)
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
