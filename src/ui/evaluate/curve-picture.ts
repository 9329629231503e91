import type { TextTable } from '../charts/chart-figure.tsx';
import type { Picture } from '../charts/picture.ts';
import { countOf } from '../parts/format.ts';
import type { Judged } from './use-evaluations.ts';

/** A chart of curves: one curve per detector in the unit square. */
export interface Curves {
  readonly title: string;
  readonly x: string;
  readonly y: string;
  readonly judged: readonly Judged[];
  readonly curve: 'roc' | 'precisionRecall';
  /** Height of the chance line at both ends. */
  readonly chance: readonly [number, number];
}

/** Number of table rows: evenly spaced along the curve, including both ends. */
const LINES = 21;
const ticks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: String(at) }));

/** Evenly spaced points of every curve as a text table. */
export function tableOfCurves({ title, x, y, judged, curve }: Curves): TextTable {
  return {
    caption: `${title}, up to ${LINES} points of each curve`,
    head: ['detector', x, y],
    rows: judged.flatMap(({ label, evaluation }) =>
      evenly(evaluation[curve]).map(([across, up]) => [label, across.toFixed(4), up.toFixed(4)]),
    ),
  };
}

/** The curves as a picture for a report. */
export function pictureOfCurves({ title, x, y, judged, curve, chance }: Curves, notes: readonly string[]): Picture {
  const guessing = Array.from({ length: 41 }, (_, step) => step / 40);
  return {
    title,
    notes: [...notes, ...countsOf(judged), 'Grey dots: what guessing would reach'],
    xLabel: x,
    yLabel: y,
    xTicks: ticks,
    yTicks: ticks,
    marks: [
      ...guessing.map((at) => ({
        kind: 'box' as const,
        x: at,
        y: chance[0] + at * (chance[1] - chance[0]),
        width: 0.003,
        height: 0.006,
        fill: 'flows' as const,
      })),
      ...judged.map(({ evaluation }, place) => ({ kind: 'curve' as const, points: evaluation[curve], place })),
    ],
    legend: [],
    curves: judged.map(({ label, evaluation }, place) => ({ place, label: `${label}: ${areaOf(evaluation, curve)}` })),
  };
}

function areaOf(evaluation: Judged['evaluation'], curve: Curves['curve']): string {
  const { value, low, high } = curve === 'roc' ? evaluation.areaUnderRoc : evaluation.averagePrecision;
  const name = curve === 'roc' ? 'area under the curve' : 'average precision';
  return `${name} ${value.toFixed(3)} (95 % of bootstrap samples: ${low.toFixed(3)} to ${high.toFixed(3)})`;
}

function countsOf(judged: readonly Judged[]): string[] {
  if (judged.length === 0) return [];
  const { positives, negatives, leftOut } = judged[0].evaluation;
  return [
    `${countOf(positives, 'positive flow')}, ${countOf(negatives, 'negative flow')}, ${countOf(leftOut, 'flow')} left out`,
  ];
}

function evenly<Point>(points: readonly Point[]): readonly Point[] {
  if (points.length <= LINES) return points;
  return Array.from({ length: LINES }, (_, line) => points[Math.round((line * (points.length - 1)) / (LINES - 1))]);
}
