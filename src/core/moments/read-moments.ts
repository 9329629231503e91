import { Shape, ShapeError } from '../baseline/json-shape.ts';
import { MOST_BYTES } from '../baseline/saved-form.ts';
import { type FamilyMember, pcaFamily } from '../detect/pca-family.ts';
import { LogError } from '../errors.ts';
import type { Moments, Projections, Sums } from './moments.ts';
import { MOMENTS_KEY, MOMENTS_VERSION } from './moments-form.ts';

/** Feature values are capped at this size by the script, as the features are. */
const MOST_VALUE = 1e100;
/** Of weights. */
const MOST_WEIGHT = 1e120;

/**
 * Reads the result of a script, as the database printed it: one JSON object, which may have other text around it such as
 * the frame of a table. Every value is checked. `file` is the name for error messages. Throws `LogError`
 * (`not-moments`, `newer-moments`) with the reason.
 */
export function readMoments(text: string, file: string): Moments {
  try {
    if (text.length > MOST_BYTES) throw new ShapeError('it is too large');
    return momentsOf(new Shape(parse(text)), file);
  } catch (error) {
    if (!(error instanceof ShapeError)) throw error;
    throw new LogError('not-moments', { file, why: error.message });
  }
}

function parse(text: string): unknown {
  const first = text.indexOf('{');
  const last = text.lastIndexOf('}');
  try {
    return JSON.parse(text.slice(first, last + 1));
  } catch {
    throw new ShapeError('it has no complete JSON object');
  }
}

function momentsOf(root: Shape, file: string): Moments {
  const version = root.get(MOMENTS_KEY).whole({ least: 1 });
  if (version > MOMENTS_VERSION) throw new LogError('newer-moments', { file, version });
  const { detector, fields, scale } = memberIn(root);
  if (root.get('scale').text(10) !== scale) throw new ShapeError(`scale is not the one of ${detector.label}`);
  const features = texts(root.get('features'));
  if (features.join() !== fields.join()) throw new ShapeError(`features: ${detector.label} reads ${fields.join(', ')}`);
  const d = features.length;
  const span = root.get('span');
  const rows = root.get('rows').whole({ least: 1 });
  const projections = root.get('projections');
  return {
    detector: detector.id,
    scale,
    dialect: root.get('dialect').text(100),
    table: root.get('table').text(1000),
    features,
    rows,
    span: span.isNull() ? null : spanOf(span),
    shift: numbers(root.get('shift'), d, MOST_VALUE),
    ...sumsOf(root, d),
    ranked: root
      .get('ranked')
      .list({ least: d, most: d })
      .map((four) => rankedOf(four)),
    projections: projections.isNull() ? null : projectionsOf(projections, rows, d),
  };
}

function memberIn(root: Shape): FamilyMember {
  const id = root.get('detector').text(100);
  const member = pcaFamily.find(({ detector }) => detector.id === id);
  if (member === undefined) throw new ShapeError(`its detector “${id}” is not known here`);
  return member;
}

function sumsOf(shape: Shape, d: number): Sums {
  const sums = {
    sums: numbers(shape.get('sums'), d),
    products: numbers(shape.get('products'), (d * (d + 1)) / 2),
    low: numbers(shape.get('low'), d),
    high: numbers(shape.get('high'), d),
  };
  if (sums.low.some((low, i) => low > sums.high[i])) throw shape.get('low').wrong('is larger than high');
  return sums;
}

function projectionsOf(shape: Shape, rows: number, d: number): Projections {
  if (shape.get('rows').whole({ least: 1 }) !== rows) {
    throw new ShapeError('projections: the table had another number of rows in the second script. Run both again');
  }
  const weights = shape
    .get('weights')
    .list({ least: 1, most: d })
    .map((row) => numbers(row, d, MOST_WEIGHT));
  return {
    rows,
    center: numbers(shape.get('center'), d, MOST_VALUE),
    weights,
    ...sumsOf(shape, weights.length),
  };
}

function spanOf(shape: Shape): readonly [number, number] {
  const [first, last] = shape.list({ least: 2, most: 2 }).map((time) => time.number());
  return [first, last];
}

function rankedOf(shape: Shape): Moments['ranked'][number] {
  const [a, b, c, d] = numbers(shape, 4, MOST_VALUE);
  if (a > b || a > c || c > d) throw shape.wrong('does not ascend');
  return [a, b, c, d];
}

function numbers(shape: Shape, count: number, most = Infinity): number[] {
  return shape.list({ least: count, most: count }).map((number) => number.number({ least: -most, most }));
}

function texts(shape: Shape): string[] {
  return shape.list({ most: 20 }).map((text) => text.text(100));
}
