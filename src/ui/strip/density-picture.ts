import type { Density } from '../../worker/api.ts';
import type { TextTable } from '../charts/chart-figure.tsx';
import type { Mark, Picture } from '../charts/picture.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { axisTicks, describeBin, type MapAxis } from './density-axis.ts';
import { anomalyShade, flowDepth, fullest } from './density-shade.ts';

const FULLEST = 20;

/** A density map with its axes, and the position of the selected flow from 0 to 1. */
export interface DensityMap {
  readonly density: Density;
  /** Flows of the whole log per cell, drawn behind. Null if all flows are selected. */
  readonly whole: Density['counts'] | null;
  readonly x: MapAxis;
  readonly y: MapAxis;
  readonly selected: { readonly x: number; readonly y: number } | null;
}

/** Description of the map for screen readers. */
export function describeMap(map: DensityMap): string {
  const { density, x, y, selected } = map;
  const [fullestCell] = fullestCells(map, 1);
  return [
    `Flows by ${x.choice.label} and ${y.choice.label} in ${countOf(countFilled(density.counts), 'cell')}, ${formatCount(countFilled(density.anomalies))} of them with anomalies`,
    ...(fullestCell === undefined
      ? []
      : [`The fullest holds ${countOf(fullestCell.flows, 'flow')}: ${fullestCell.across} by ${fullestCell.up}`]),
    ...(selected === null ? [] : ['The selected flow is marked']),
  ].join('. ');
}

/** Its largest cells as a table. */
export function tableOfMap(map: DensityMap): TextTable {
  const cells = fullestCells(map, FULLEST);
  return {
    caption: `The ${formatCount(cells.length)} fullest of ${countOf(countFilled(map.density.counts), 'cell')}`,
    head: [map.x.choice.label, map.y.choice.label, 'flows', 'anomalies'],
    rows: cells.map(({ across, up, flows, anomalies }) => [across, up, formatCount(flows), formatCount(anomalies)]),
  };
}

function countFilled(counts: Uint32Array): number {
  return counts.reduce((filled, count) => (count > 0 ? filled + 1 : filled), 0);
}

/** A cell in words: its ranges and counts. */
interface CellWords {
  readonly across: string;
  readonly up: string;
  readonly flows: number;
  readonly anomalies: number;
}

function fullestCells({ density, x, y }: DensityMap, most: number): CellWords[] {
  const { counts, anomalies } = density;
  return Array.from(counts.keys())
    .filter((cell) => counts[cell] > 0)
    .sort((a, b) => counts[b] - counts[a])
    .slice(0, most)
    .map((cell) => ({
      across: describeBin(x, cell % x.cut.bins),
      up: describeBin(y, Math.floor(cell / x.cut.bins)),
      flows: counts[cell],
      anomalies: anomalies[cell],
    }));
}

/** The map as a picture for a report. */
export function pictureOfMap(
  title: string,
  { density, x, y, selected }: DensityMap,
  notes: readonly string[],
): Picture {
  const { counts, anomalies } = density;
  const [mostFlows, mostAnomalies] = [fullest(counts), fullest(anomalies)];
  const [width, height] = [1 / x.cut.bins, 1 / y.cut.bins];
  const boxes: Mark[] = [];
  const triangles: Mark[] = [];
  counts.forEach((flows, cell) => {
    if (flows === 0) return;
    const at = { x: (cell % x.cut.bins) * width, y: Math.floor(cell / x.cut.bins) * height };
    boxes.push({ kind: 'box', ...at, width, height, fill: { depth: flowDepth(flows, mostFlows) } });
    if (anomalies[cell] === 0) return;
    const opacity = anomalyShade(anomalies[cell], flows, mostAnomalies);
    triangles.push({ kind: 'triangle', x: at.x + width / 2, y: at.y + height / 2, opacity });
  });
  return {
    title: `${title}: ${x.choice.label} and ${y.choice.label}`,
    notes: [
      ...notes,
      `${x.cut.bins} x ${y.cut.bins} cells, logarithmic axes, darker: more flows, triangle: anomalies among them`,
    ],
    xLabel: x.choice.label,
    yLabel: y.choice.label,
    xTicks: axisTicks(x, 8),
    yTicks: axisTicks(y, 6),
    marks: [
      ...boxes,
      ...triangles,
      ...(selected === null ? [] : [{ kind: 'ring', ...selected, label: 'selected flow' } as const]),
    ],
    legend: [
      { fill: { depth: 0.4 }, label: 'flows' },
      { fill: 'anomalies', label: 'anomalies', isTriangle: true },
    ],
  };
}
