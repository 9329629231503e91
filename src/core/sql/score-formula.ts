import type { Baseline } from '../baseline/baseline.ts';
import type { ComponentModel } from '../detect/component-detector.ts';
import { eigenvalue } from '../detect/component-squares.ts';
import type { Dialect } from './dialect.ts';

/** A formula over the standardised features `z`, which are named by kept feature. */
type Formula = (model: ComponentModel, z: readonly string[], double: Dialect['double']) => string;

/** The score of each detector whose model can be saved. */
export const formulas: Readonly<Record<string, Formula>> = {
  'pyod-pca': tipDistances,
  'pyod-pca-volume-ip-proto': tipDistances,
  'pca-log': tipDistances,
  t2: weightedSquares((model, component) => 1 / eigenvalue(model, component)),
  spe: weightedSquares(() => 1),
};

/**
 * The score as an expression. `zOf` names the standardised value of a feature. The arithmetic is in the detector's order, so
 * that engines with IEEE doubles give the same bits.
 */
export function scoreFormula(
  { detector, model }: Baseline,
  zOf: (feature: number) => string,
  dialect: Dialect,
): string {
  return formulas[detector](model, model.kept.map(zOf), dialect.double);
}

/** The sum of the distances to the tips of the components, each divided by its share of the variance. */
function tipDistances(model: ComponentModel, z: readonly string[], double: Dialect['double']): string {
  const { ratio, degenerate, from, to } = model;
  if (degenerate) return `sqrt(${z.map((value) => `${value} * ${value}`).join(' + ')} + 1)`;
  const terms = componentsOf(from, to).map((c) => {
    const squares = axisOf(model, c).map((loading, j) => {
      const difference = `(${z[j]} - ${double(loading)})`;
      return `${difference} * ${difference}`;
    });
    return `sqrt(${squares.join(' + ')}) / ${double(ratio[c])}`;
  });
  return terms.join('\n    + ');
}

/** The sum of the squared projections on the scored components, each with a weight. */
function weightedSquares(weightOf: (model: ComponentModel, component: number) => number): Formula {
  return (model, z, double) => {
    const terms = componentsOf(model.from, model.to).map((c) => {
      const place = `(${axisOf(model, c)
        .map((loading, j) => `${z[j]} * ${double(loading)}`)
        .join(' + ')})`;
      return `${double(weightOf(model, c))} * ${place} * ${place}`;
    });
    return terms.length === 0 ? double(0) : terms.join('\n    + ');
  };
}

function componentsOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, place) => from + place);
}

/** Below this size a loading changes no score. PostgreSQL refuses its square, which a double cannot hold. */
const NOTHING = 1e-100;

function axisOf({ axes, kept: { length } }: ComponentModel, component: number): readonly number[] {
  return axes
    .slice(component * length, (component + 1) * length)
    .map((loading) => (Math.abs(loading) < NOTHING ? 0 : loading));
}
