import { useMemo } from 'react';
import type { AxisChoice, Density, Field } from '../../worker/api.ts';
import { ChartFigure } from '../charts/chart-figure.tsx';
import { DENSITY_BINS } from './chart-bins.ts';
import styles from './density.module.css';
import { type MapAxis, placeOn } from './density-axis.ts';
import { DensityBrush } from './density-brush.tsx';
import { DensityCanvas } from './density-canvas.tsx';
import { type DensityMap, pictureOfMap, tableOfMap } from './density-picture.ts';
import { shownAxes } from './shown-axes.ts';
import type { ChartInput } from './strip.tsx';
import { FAILED, useChartAnswer } from './use-chart-answer.ts';
import { useDensityBrush } from './use-density-brush.ts';

const TITLE = 'Density';
const noAxes: readonly AxisChoice[] = [];
const noFields: readonly Field[] = [];

/** The density of flows on two axes, with anomalies, the open flow, and a brush. */
export function DensityChart(input: ChartInput) {
  const { engine, run, detection, selection, fileLabel, notes, position, axes: chosen, onAxes } = input;
  const isSample = run !== null && run.larger !== null && !selection.some(({ isOn }) => isOn);
  const axes = detection?.axes ?? noAxes;
  const fields = run?.fields ?? noFields;
  const { x, y } = shownAxes(axes, chosen);
  const { result, whole, hasFailed } = useChartAnswer(
    TITLE,
    input,
    'density',
    async (view, threshold, signal) =>
      x === null || y === null ? null : engine.density(view, threshold, x.id, y.id, DENSITY_BINS, signal),
    `${x?.id} ${y?.id}`,
  );
  const map = useMemo(() => mapOf(result, whole, axes, fields, position), [result, whole, axes, fields, position]);
  const brush = useDensityBrush(input, map);
  return (
    <ChartFigure
      title={TITLE}
      layout="strip"
      caption={
        <>
          <AxisSelect name="Density y axis" axes={axes} value={y} onChoose={(id) => onAxes({ ...chosen, y: id })} />
          by
          <AxisSelect name="Density x axis" axes={axes} value={x} onChoose={(id) => onAxes({ ...chosen, x: id })} />
          {isSample && 'sample'}
        </>
      }
      face={hasFailed ? FAILED : ''}
      isWaiting={map === null}
      fileName={`${fileLabel}.density`}
      picture={() => map && pictureOfMap(TITLE, map, notes)}
      table={() => map && tableOfMap(map)}
    >
      <DensityCanvas map={map}>{map !== null && <DensityBrush {...brush} />}</DensityCanvas>
    </ChartFigure>
  );
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
    <select
      aria-label={name}
      className={styles.axis}
      value={value?.id ?? ''}
      onChange={(event) => onChoose(event.target.value)}
    >
      {axes.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Null while there is no answer for these axes. */
function mapOf(
  density: Density | null,
  whole: Density | null,
  axes: readonly AxisChoice[],
  fields: readonly Field[],
  position: readonly number[] | null,
): DensityMap | null {
  const axis = (cut: Density['x']): MapAxis | null => {
    const choice = axes.find(({ id }) => id === cut.id);
    const type = fields.find(({ name }) => name === cut.id)?.type ?? '';
    return choice === undefined ? null : { cut, choice, type };
  };
  const [x, y] = density === null ? [null, null] : [axis(density.x), axis(density.y)];
  if (density === null || x === null || y === null) return null;
  const place = (of: MapAxis, values: readonly number[]) => placeOn(of, values[axes.indexOf(of.choice)]);
  const isOfAxes = whole !== null && whole.x.id === density.x.id && whole.y.id === density.y.id;
  return {
    density,
    whole: isOfAxes ? whole.counts : null,
    x,
    y,
    selected: position && { x: place(x, position), y: place(y, position) },
  };
}
