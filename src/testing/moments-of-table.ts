import type { FamilyMember } from '../core/detect/pca-family.ts';
import { logged } from '../core/features/logged.ts';
import { draftOfMoments, projectionsFor } from '../core/moments/model-of-moments.ts';
import type { Moments, Projections, Sums } from '../core/moments/moments.ts';
import type { Table } from '../core/table/table.ts';

/** Both scripts in plain code: sums of doubles in the order of the rows, without compensation, as a database adds. */
export function momentsOfTable({ detector, scale }: FamilyMember, table: Table): Moments {
  const raw = detector.features(table);
  const features = scale === 'log' ? logged(raw) : raw;
  const { names, rows } = features;
  const columnsOf = (source: typeof raw) =>
    names.map((_, f) => Float64Array.from({ length: rows }, (_, row) => source.at(row, f)));
  const columns = columnsOf(features);
  const shift = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / rows);
  const centred = sumsOf(columns.map((column, f) => column.map((value) => value - shift[f])));
  return {
    ...centred,
    detector: detector.id,
    scale,
    dialect: 'plain code',
    table: 'conn',
    features: names,
    rows,
    span: null,
    shift,
    low: columns.map((column) => column.reduce((low, value) => Math.min(low, value))),
    high: columns.map((column) => column.reduce((high, value) => Math.max(high, value))),
    ranked: columnsOf(raw).map(rankedOf),
    projections: null,
  };
}

/** The same with the result of the second script. */
export function bothMomentsOfTable(member: FamilyMember, table: Table): Moments {
  const moments = momentsOfTable(member, table);
  const raw = member.detector.features(table);
  const features = member.scale === 'log' ? logged(raw) : raw;
  return { ...moments, projections: project(features, projectionsFor(draftOfMoments(moments))) };
}

function project(
  { rows, at }: ReturnType<FamilyMember['detector']['features']>,
  { center, weights }: Pick<Projections, 'center' | 'weights'>,
): Projections {
  const columns = weights.map((row) =>
    Float64Array.from({ length: rows }, (_, i) =>
      row.reduce((sum, weight, f) => (weight === 0 ? sum : sum + weight * (at(i, f) - center[f])), 0),
    ),
  );
  return { ...sumsOf(columns), rows, center, weights };
}

function sumsOf(columns: readonly Float64Array[]): Sums {
  const total = (of: (row: number) => number) => columns[0].reduce((sum, _, row) => sum + of(row), 0);
  return {
    sums: columns.map((column) => total((row) => column[row])),
    products: columns.flatMap((a, i) => columns.slice(i).map((b) => total((row) => a[row] * b[row]))),
    low: columns.map((column) => column.reduce((low, value) => Math.min(low, value), Infinity)),
    high: columns.map((column) => column.reduce((high, value) => Math.max(high, value), -Infinity)),
  };
}

function rankedOf(column: Float64Array): readonly [number, number, number, number] {
  const sorted = column.slice().sort();
  const at = (q: number, step: number) =>
    sorted[Math.min(Math.floor((sorted.length - 1) * q) + step, sorted.length - 1)];
  return [at(0.1 / 100, 0), at(0.1 / 100, 1), at(99.9 / 100, 0), at(99.9 / 100, 1)];
}
