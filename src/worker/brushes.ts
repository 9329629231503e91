import { LogError } from '../core/errors.ts';
import type { BinCodes } from '../core/query/bin-codes.ts';
import type { BinCounts } from '../core/query/bin-counts.ts';
import { type BrushIndex, buildBrushIndex, countInBrush } from '../core/query/brush-index.ts';
import type { AxisBins } from '../core/query/density.ts';
import type { Predicate } from '../core/selection/predicate.ts';
import type { Brush, BrushBox, Brushed, BrushQuery } from './api.ts';
import { densityOf, histogramOf, timelineOf } from './charts.ts';
import type { Detected } from './detection.ts';

type Span = readonly [number, number] | null;

/** The brush that was prepared last. */
export class Brushes {
  private current: Prepared | null = null;
  private made = 0;

  /** Precomputes the counts of all charts for every step of the brush. */
  async prepare(found: Detected, query: BrushQuery, span: Span, signal: AbortSignal): Promise<Brush> {
    const followers = followersOf(found, query, span);
    const dimensions = dimensionsOf(found, query, span);
    const picked = await found.views.picked(query.where, query.threshold, signal);
    const index = await buildBrushIndex(
      dimensions.map(({ codes }) => codes),
      followers.map(({ bins }) => bins),
      picked,
      signal,
    );
    const edges = dimensions.map((dimension) => dimension.edges);
    this.current = { brush: ++this.made, index, followers, dimensions };
    return { brush: this.made, edges };
  }

  /** The counts inside the brush. Throws `LogError` if another brush has replaced it. */
  answer(brush: number, box: BrushBox): Brushed {
    const { current } = this;
    if (current?.brush !== brush) throw new LogError('bad-request', { what: `brush ${brush}` });
    const { index, followers, dimensions } = current;
    const { flows, anomalies, charts: counts } = countInBrush(index, box);
    const charts: Pick<Brushed, 'score' | 'time' | 'density'> = { score: null, time: null, density: null };
    const answered = followers.map((one, at) => one.answer(counts[at], flows));
    const of = dimensions.map((dimension, at) => dimension.predicateOf(box[at]));
    return {
      predicate: of.length === 1 ? of[0] : { op: 'all', of },
      flows,
      anomalies,
      ...Object.assign(charts, ...answered),
    };
  }
}

interface Prepared {
  readonly brush: number;
  readonly index: BrushIndex;
  readonly followers: readonly Follower[];
  readonly dimensions: readonly Dimension[];
}

/** A chart that follows the brush, and how it turns counts into an answer. */
interface Follower {
  readonly bins: BinCodes;
  readonly answer: (counts: BinCounts, flows: number) => Partial<Brushed>;
}

function followersOf({ charts }: Detected, query: BrushQuery, span: Span): readonly Follower[] {
  const { over, density, scoreBins, timeBins } = query;
  const followers: Follower[] = [];
  if (over !== 'score') {
    const bins = charts.scoreBins(scoreBins);
    followers.push({ bins, answer: (counts) => ({ score: histogramOf(bins, counts) }) });
  }
  if (over !== 'time') {
    const bins = charts.timeBins(span, timeBins);
    followers.push({ bins, answer: (counts, flows) => ({ time: timelineOf(bins, counts, flows) }) });
  }
  if (over !== 'density' && density !== null) {
    const bins = charts.planeBins([density.x, density.y], density.bins);
    followers.push({ bins, answer: (counts) => ({ density: densityOf(bins, counts) }) });
  }
  return followers;
}

/** An axis of a brush. */
interface Dimension {
  readonly codes: BinCodes;
  /** Edges of the steps, including the end of the last one. */
  readonly edges: readonly number[];
  readonly predicateOf: (steps: Steps) => Predicate;
}

function dimensionsOf(found: Detected, query: BrushQuery, span: Span): readonly Dimension[] {
  const { listed, detection, charts } = found;
  const { steps, over, density } = query;
  if (over === 'density') {
    if (density === null) throw new LogError('bad-request', { what: 'a brush over no density map' });
    return [density.x, density.y].map((id, at) => {
      const isFeature = listed.scored.features.names.includes(id);
      return axisDimension(charts.axis(listed, id, density.bins[at]), isFeature);
    });
  }
  if (over === 'score') {
    const codes = charts.scoreBins(steps);
    const { edges } = codes.scale;
    return [{ codes, edges, predicateOf: (range) => within('score', edges, range, detection.scoreMax) }];
  }
  const codes = charts.timeSteps(span, query.timeBins, steps);
  const { edges } = codes;
  return [{ codes, edges, predicateOf: (range) => within('ts', edges, range, span?.[1] ?? edges[0]) }];
}

type Steps = readonly [from: number, to: number];

/** Values in a range of steps. `highest` is included in the last step. */
function within(field: string, edges: readonly number[], [from, to]: Steps, highest: number): Predicate {
  if (from >= to) return { op: 'any', of: [] };
  const isToEnd = to === edges.length - 1;
  if (isToEnd) return { op: 'range', field, from: edges[from], to: Math.max(edges[to], highest) };
  return { op: 'range', field, from: edges[from], to: edges[to], isToOpen: true };
}

/**
 * An axis of a density map. The outermost cells are unbounded. Unset features count as 0; components are always set.
 */
function axisDimension(axis: AxisBins, isFeature: boolean): Dimension {
  const edges = [-Infinity, ...axis.edges, Infinity];
  const predicateOf = ([from, to]: Steps): Predicate => {
    const [low, high] = [edges[from], edges[to]];
    const isToOpen = high < Infinity ? ({ isToOpen: true } as const) : {};
    const range: Predicate = { op: 'range', field: axis.id, from: low, to: high, ...isToOpen };
    const hasUnset = isFeature && low <= 0 && 0 < high;
    return hasUnset ? { op: 'any', of: [range, { op: 'in', field: axis.id, values: [''] }] } : range;
  };
  return { codes: axis, edges, predicateOf };
}
