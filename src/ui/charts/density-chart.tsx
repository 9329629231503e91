import { useEffect, useMemo, useRef, useState } from 'react';
import type { AxisChoice, Density, DensityAxis, Detection } from '../../worker/api.ts';
import { formatCount, formatScore, formatValue } from '../parts/format.ts';
import { ChartFigure, type TextTable } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { ChartInput } from './charts.tsx';
import { drawDensity, logShare } from './draw-density.ts';
import type { Mark, Picture } from './picture.ts';
import { symlogTicks, type Tick } from './ticks.ts';
import { useAnswer } from './use-answer.ts';
import { useSize } from './use-size.ts';

const TITLE = 'Density';
const BINS = [64, 36] as const;
const FULLEST = 20;

/** Where flows lie on two axes, the anomalies among them, and the flow that is open. */
export function DensityChart(input: ChartInput) {
  const { engine, detection, view, threshold, onPainted, fileLabel, notes } = input;
  const [chosen, choose] = useState<{ readonly x: string; readonly y: string } | null>(null);
  const axes = detection?.axes ?? [];
  const x = axisOf(axes, chosen?.x ?? 'orig_bytes', 0);
  const y = axisOf(axes, chosen?.y ?? 'resp_bytes', 1);
  const question = useMemo(
    () =>
      view === null || detection === null || x === null || y === null
        ? null
        : { view, detection, threshold, x: x.id, y: y.id },
    [view, detection, threshold, x, y],
  );
  const { answer, hasFailed } = useAnswer(question, (asked, signal) =>
    engine.density(asked.view, asked.threshold, asked.x, asked.y, BINS, signal),
  );
  const density = answer?.result ?? null;
  const isDrawn = answer !== null && answer.question.detection === detection;
  useEffect(() => {
    if (isDrawn) onPainted(TITLE);
  }, [isDrawn, onPainted]);

  const selected = useSelected(input, density);
  const label = x === null || y === null ? '' : `Flows by ${x.label} and ${y.label}`;
  return (
    <ChartFigure
      title={TITLE}
      caption={
        <AxisSelect name="Density y axis" axes={axes} value={y} onChoose={(id) => choose({ x: x?.id ?? id, y: id })} />
      }
      state={hasFailed ? 'The density could not be counted. Choose other axes.' : ''}
      fileName={`${fileLabel}.density`}
      picture={() => pictureOf(density, x, y, selected, notes)}
      table={() => tableOf(density, x, y)}
    >
      <DensityCanvas density={density} selected={selected} label={label} />
      {density !== null && x !== null && y !== null && (
        <>
          <span className={styles.xEnds}>
            <span>{endLabel(density.x, x, density.x.min)}</span>
            <AxisSelect
              name="Density x axis"
              axes={axes}
              value={x}
              onChoose={(id) => choose({ x: id, y: y?.id ?? id })}
            />
            <span>{endLabel(density.x, x, density.x.max)}</span>
          </span>
          <span className={styles.yEnds}>
            <span>{endLabel(density.y, y, density.y.max)}</span>
            <span>{endLabel(density.y, y, density.y.min)}</span>
          </span>
        </>
      )}
    </ChartFigure>
  );
}

/** A place on the map, from 0 (left, bottom) to 1. */
interface MapPlace {
  readonly x: number;
  readonly y: number;
}

function AxisSelect({
  name,
  axes,
  value,
  onChoose,
}: {
  readonly name: string;
  readonly axes: readonly AxisChoice[];
  readonly value: AxisChoice | null;
  readonly onChoose: (id: string) => void;
}) {
  return (
    <select aria-label={name} value={value?.id ?? ''} onChange={(event) => onChoose(event.target.value)}>
      {axes.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

function DensityCanvas({
  density,
  selected,
  label,
}: {
  readonly density: Density | null;
  readonly selected: MapPlace | null;
  readonly label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height } = useSize(box);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const redraw = () => setTheme((count) => count + 1);
    const media = matchMedia('(prefers-color-scheme: dark)');
    media.addEventListener('change', redraw);
    const observer = new MutationObserver(redraw);
    observer.observe(document.documentElement, { attributes: true });
    return () => {
      media.removeEventListener('change', redraw);
      observer.disconnect();
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `theme` stands for colours that are read from the styles
  useEffect(() => {
    if (canvas.current !== null && density !== null) drawDensity(canvas.current, density, selected, width, height);
  }, [density, selected, width, height, theme]);
  return (
    <div ref={box} className={styles.map}>
      <canvas ref={canvas} role="img" aria-label={label} />
    </div>
  );
}

/** Where the flow in the drill-down stands on the map. */
function useSelected({ engine, detection, selectedFlow }: ChartInput, density: Density | null): MapPlace | null {
  const question = useMemo(
    () => (detection === null || selectedFlow === null ? null : { detection, flow: selectedFlow }),
    [detection, selectedFlow],
  );
  const { answer } = useAnswer(question, async (asked, signal) => {
    const { position } = await engine.flow(asked.detection.detector, asked.flow, signal);
    return position;
  });
  return useMemo(() => {
    if (density === null || detection === null || answer === null) return null;
    return { x: placeOn(density.x, detection, answer.result), y: placeOn(density.y, detection, answer.result) };
  }, [density, detection, answer]);
}

function placeOn(axis: DensityAxis, { axes }: Detection, position: readonly number[]): number {
  const value = position[axes.findIndex(({ id }) => id === axis.id)];
  const scaled = axis.scale === 'symlog' ? Math.sign(value) * Math.log10(1 + Math.abs(value)) : value;
  return (scaled - axis.min) / (axis.max - axis.min);
}

function axisOf(axes: readonly AxisChoice[], id: string, otherwise: number): AxisChoice | null {
  return axes.find((axis) => axis.id === id) ?? axes[otherwise] ?? axes[0] ?? null;
}

/** What the edge of a bin is in the axis' own unit. */
function valueAt({ scale }: DensityAxis, scaled: number): number {
  return scale === 'linear' ? scaled : Math.sign(scaled) * (10 ** Math.abs(scaled) - 1);
}

function endLabel(axis: DensityAxis, { unit, kind }: AxisChoice, scaled: number): string {
  const value = valueAt(axis, scaled);
  return kind === 'component'
    ? formatScore(Number(value.toPrecision(3)))
    : formatValue(Math.round(value * 1e6) / 1e6, unit);
}

function tableOf(density: Density | null, x: AxisChoice | null, y: AxisChoice | null): TextTable {
  if (density === null || x === null || y === null) return { caption: '', head: [], rows: [] };
  const range = (axis: DensityAxis, choice: AxisChoice, bin: number) => {
    const step = (axis.max - axis.min) / axis.bins;
    return `${endLabel(axis, choice, axis.min + bin * step)} to ${endLabel(axis, choice, axis.min + (bin + 1) * step)}`;
  };
  const cells = Array.from(density.counts, (count, cell) => ({ count, cell }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);
  return {
    caption: `The ${Math.min(FULLEST, cells.length)} fullest of ${formatCount(cells.length)} cells`,
    head: [x.label, y.label, 'flows', 'anomalies'],
    rows: cells
      .slice(0, FULLEST)
      .map(({ count, cell }) => [
        range(density.x, x, cell % density.x.bins),
        range(density.y, y, Math.floor(cell / density.x.bins)),
        formatCount(count),
        formatCount(density.anomalies[cell]),
      ]),
  };
}

function pictureOf(
  density: Density | null,
  x: AxisChoice | null,
  y: AxisChoice | null,
  selected: MapPlace | null,
  notes: readonly string[],
): Picture {
  const empty = { title: TITLE, notes, xLabel: '', yLabel: '', xTicks: [], yTicks: [], marks: [], legend: [] };
  if (density === null || x === null || y === null) return empty;
  const largest = density.counts.reduce((most, count) => Math.max(most, count), 1);
  const [width, height] = [1 / density.x.bins, 1 / density.y.bins];
  const marks: Mark[] = [];
  density.counts.forEach((count, cell) => {
    if (count === 0) return;
    const at = { x: (cell % density.x.bins) * width, y: Math.floor(cell / density.x.bins) * height };
    marks.push({ kind: 'box', ...at, width, height, fill: { density: logShare(count, largest) } });
    if (density.anomalies[cell] > 0) {
      const inner = { x: at.x + width * 0.25, y: at.y + height * 0.25, width: width / 2, height: height / 2 };
      marks.push({ kind: 'box', ...inner, fill: 'anomalies' });
    }
  });
  if (selected !== null) marks.push({ kind: 'ring', ...selected, label: 'selected flow' });
  const ticks = (axis: DensityAxis, choice: AxisChoice, most: number): Tick[] =>
    symlogTicks(axis.min, axis.max, most, (value) => formatValue(value, choice.unit)).map(({ at, label }) => ({
      at: (at - axis.min) / (axis.max - axis.min),
      label,
    }));
  return {
    title: `${TITLE}: ${x.label} and ${y.label}`,
    notes: [...notes, `${density.x.bins} x ${density.y.bins} cells, logarithmic axes, darker: more flows`],
    xLabel: x.label,
    yLabel: y.label,
    xTicks: ticks(density.x, x, 8),
    yTicks: ticks(density.y, y, 6),
    marks,
    legend: [
      { fill: { density: 0.8 }, label: 'flows' },
      { fill: 'anomalies', label: 'anomalies' },
    ],
  };
}
