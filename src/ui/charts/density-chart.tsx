import { useMemo } from 'react';
import type { AxisChoice, Density, Field } from '../../worker/api.ts';
import { ChartFigure } from './chart-figure.tsx';
import styles from './charts.module.css';
import type { ChartInput } from './charts.tsx';
import { type MapAxis, placeOn } from './density-axis.ts';
import { DensityCanvas } from './density-canvas.tsx';
import { type DensityMap, pictureOfMap, tableOfMap } from './density-picture.ts';
import { useChartAnswer } from './use-chart-answer.ts';

const TITLE = 'Density';
const BINS = [64, 36] as const;
const noAxes: readonly AxisChoice[] = [];
const noFields: readonly Field[] = [];

/** Where flows lie on two axes, the anomalies among them, and the flow that is open. */
export function DensityChart(input: ChartInput) {
  const { engine, run, view, detection, fileLabel, notes, position, axes: chosen, onAxes } = input;
  const isSample = run !== null && run.larger !== null && view?.where.length === 0;
  const axes = detection?.axes ?? noAxes;
  const fields = run?.fields ?? noFields;
  const x = axisOf(axes, chosen.x, 0);
  const y = axisOf(axes, chosen.y, 1);
  const { result, face } = useChartAnswer(
    TITLE,
    input,
    async (view, threshold, signal) =>
      x === null || y === null ? null : engine.density(view, threshold, x.id, y.id, BINS, signal),
    `${x?.id} ${y?.id}`,
  );
  const map = useMemo(() => mapOf(result, axes, fields, position), [result, axes, fields, position]);
  return (
    <ChartFigure
      title={TITLE}
      caption={
        <AxisSelect name="Density y axis" axes={axes} value={y} onChoose={(id) => onAxes({ ...chosen, y: id })} />
      }
      face={face}
      isWaiting={map === null}
      fileName={`${fileLabel}.density`}
      picture={() => map && pictureOfMap(TITLE, map, notes)}
      table={() => map && tableOfMap(map)}
    >
      <DensityCanvas map={map} />
      <span className={styles.xChoice}>
        {isSample && <span>sample</span>}
        <AxisSelect name="Density x axis" axes={axes} value={x} onChoose={(id) => onAxes({ ...chosen, x: id })} />
      </span>
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
    <select aria-label={name} value={value?.id ?? ''} onChange={(event) => onChoose(event.target.value)}>
      {axes.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}

/** Null while there is no answer about these axes. */
function mapOf(
  density: Density | null,
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
  return { density, x, y, selected: position && { x: place(x, position), y: place(y, position) } };
}

/** The axis asked for, or the one in that place where there is none such. */
function axisOf(axes: readonly AxisChoice[], id: string, otherwise: number): AxisChoice | null {
  return axes.find((axis) => axis.id === id) ?? axes[otherwise] ?? axes[0] ?? null;
}
