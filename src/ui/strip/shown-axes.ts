import type { AxisChoice } from '../../worker/api.ts';
import type { Axes } from '../workspace/workspace.ts';

/** The axes of the density map: the requested ones, or defaults if the result lacks them. */
export function shownAxes(
  axes: readonly AxisChoice[],
  { x, y }: Axes,
): { readonly x: AxisChoice | null; readonly y: AxisChoice | null } {
  const axisOf = (id: string, otherwise: number) =>
    axes.find((axis) => axis.id === id) ?? axes[otherwise] ?? axes[0] ?? null;
  return { x: axisOf(x, 0), y: axisOf(y, 1) };
}
