import { LogError } from '../core/errors.ts';
import { readAxis } from '../core/query/axes.ts';
import { type BinCodes, codesByEdges, codesByEvenEdges, codesOfTimes } from '../core/query/bin-codes.ts';
import { type BinCounts, countBins } from '../core/query/bin-counts.ts';
import { type AxisBins, binPlane, type Density, planeOf } from '../core/query/density.ts';
import { isMost, restOf } from '../core/query/picked.ts';
import { binScores, type ScoreHistogram, type ScoreScale, scaleScores } from '../core/query/score-histogram.ts';
import { binTimes, cutTimes, type TimeCut, type Timeline } from '../core/query/timeline.ts';
import type { View } from '../core/query/view.ts';
import { keyOfAll } from '../core/selection/predicate.ts';
import type { NumberColumn } from '../core/table/number-column.ts';
import type { Counted, Flows } from './detection.ts';
import { Kept } from './kept.ts';

/** Bins of the score chart, by row. */
export interface ScoreBins extends BinCodes {
  readonly scale: ScoreScale;
}
/** Bins of the time chart, by row. */
export interface TimeBins extends BinCodes {
  readonly cut: TimeCut;
}
/** Steps of a brush over time, by row. `edges` include the end of the last step. */
export interface TimeSteps extends BinCodes {
  readonly edges: readonly number[];
}
/** Cells of a density map, by row. */
export interface PlaneBins extends BinCodes {
  readonly x: AxisBins;
  readonly y: AxisBins;
}

/** The charts of one detector's results. For an out-of-core log, charts of all flows use a sample. */
export class Charts {
  private readonly found: Counted;
  /** Cache of bins by row, filled on demand. */
  private readonly bins = new Kept<BinCodes>(KEPT);
  private readonly answers = new Kept<unknown>(ANSWERS);

  constructor(found: Counted) {
    this.found = found;
  }

  scores(view: View, threshold: number, bins: number, signal: AbortSignal): Promise<ScoreHistogram> {
    return this.answered(`score ${bins}`, view.where, threshold, async () => {
      const { all, detection } = this.found;
      if (view.where.length === 0) return binScores(all, [detection.scoreMin, detection.scoreMax], threshold, bins);
      const whole = async () => {
        const { counts, anomalies } = await this.scores(everything(view), threshold, bins, signal);
        return { flows: counts, anomalies };
      };
      const codes = this.scoreBins(bins);
      return histogramOf(codes, await this.count(codes, view.where, threshold, whole, signal));
    });
  }

  times(
    view: View,
    threshold: number,
    span: readonly [number, number] | null,
    bins: number,
    signal: AbortSignal,
  ): Promise<Timeline> {
    return this.answered(`time ${bins}`, view.where, threshold, async () => {
      const { population, views } = this.found;
      if (view.where.length === 0) {
        const { ranking, logs } = population;
        return binTimes(timesOf(population), ranking, logs.table.rows, span, ranking.countAbove(threshold), bins);
      }
      const whole = () => this.times(everything(view), threshold, span, bins, signal);
      const codes = this.timeBins(span, bins);
      const counts = await this.count(codes, view.where, threshold, whole, signal);
      return timelineOf(codes, counts, await views.count(view.where, signal));
    });
  }

  plane(
    view: View,
    threshold: number,
    ids: readonly [x: string, y: string],
    bins: readonly [x: number, y: number],
    signal: AbortSignal,
  ): Promise<Density> {
    return this.answered(`plane ${ids.join(' ')} ${bins}`, view.where, threshold, async () => {
      const { population } = this.found;
      if (view.where.length === 0) {
        const [x, y] = ids.map((id, at) => this.axis(population, id, bins[at]));
        return binPlane(x, y, population.ranking, population.ranking.countAbove(threshold));
      }
      const whole = async () => {
        const { counts, anomalies } = await this.plane(everything(view), threshold, ids, bins, signal);
        return { flows: counts, anomalies };
      };
      const codes = this.planeBins(ids, bins);
      return densityOf(codes, await this.count(codes, view.where, threshold, whole, signal));
    });
  }

  /** The cached answer, or a new one. An undo asks for charts that are cached. */
  private answered<Answer>(
    chart: string,
    where: View['where'],
    threshold: number,
    make: () => Promise<Answer>,
  ): Promise<Answer> {
    return this.answers.get(`${chart} ${threshold} ${keyOfAll(where)}`, make) as Promise<Answer>;
  }

  /**
   * Counts of a selection. A selection of most flows is counted by the flows that it leaves out. `whole` gives the
   * counts of all flows.
   */
  private async count(
    codes: BinCodes,
    where: View['where'],
    threshold: number,
    whole: () => Promise<{ readonly [Kind in keyof BinCounts]: ArrayLike<number> }>,
    signal: AbortSignal,
  ): Promise<BinCounts> {
    const { population, listed, views } = this.found;
    const picked = await views.picked(where, threshold, signal);
    if (!isMost(picked) || population.logs !== listed.logs) return countBins(codes, picked, signal);
    const [all, rest] = [await whole(), await countBins(codes, restOf(picked), signal)];
    return {
      flows: rest.flows.map((count, bin) => all.flows[bin] - count),
      anomalies: rest.anomalies.map((count, bin) => all.anomalies[bin] - count),
    };
  }

  /** Score bins of the listed flows. */
  scoreBins(bins: number): ScoreBins {
    return this.kept(`score ${bins}`, () => {
      const { detection, listed } = this.found;
      const scale = scaleScores([detection.scoreMin, detection.scoreMax], bins);
      return { ...codesByEdges(listed.scored.scores, scale.edges), scale };
    });
  }

  /** Time bins of the listed flows over the run's span. */
  timeBins(span: readonly [number, number] | null, most: number): TimeBins {
    return this.kept(`time ${most}`, () => {
      const { listed } = this.found;
      const { rows } = listed.logs.table;
      const cut = cutTimes(span, most);
      const ts = timesOf(listed);
      const codes =
        ts === null
          ? { codes: new Uint8Array(rows), bins: 0 }
          : codesOfTimes(ts, rows, cut.start, cut.binSeconds, cut.bins);
      return { ...codes, cut };
    });
  }

  /** Steps of a brush over the time chart of `most` bins. */
  timeSteps(span: readonly [number, number] | null, most: number, steps: number): TimeSteps {
    return this.kept(`time ${most} in ${steps} steps`, () => {
      const { listed } = this.found;
      const { rows } = listed.logs.table;
      const { start, binSeconds, bins } = cutTimes(span, most);
      const edges = Array.from({ length: steps + 1 }, (_, step) => start + step * ((binSeconds * bins) / steps));
      const ts = timesOf(listed);
      const codes = ts === null ? { codes: new Uint8Array(rows), bins: 0 } : codesByEvenEdges(ts, rows, edges);
      return { ...codes, edges };
    });
  }

  /** Density cells of the listed flows. Only needed for a brush or a filter. */
  planeBins(ids: readonly [x: string, y: string], bins: readonly [x: number, y: number]): PlaneBins {
    return this.kept(`plane ${ids.join(' ')} ${bins}`, () => {
      const [x, y] = ids.map((id, at) => this.axis(this.found.listed, id, bins[at]));
      const codes = new Uint16Array(x.codes.length);
      for (let row = 0; row < codes.length; row++) codes[row] = y.codes[row] * x.bins + x.codes[row];
      return { codes, bins: x.bins * y.bins, x, y };
    });
  }

  axis({ scored, axes }: Flows, id: string, bins: number): AxisBins {
    const key = `${id} ${bins}`;
    const found = axes.get(key) ?? readAxis(scored, id, bins);
    if (found === null) throw new LogError('bad-request', { what: `axis ${id}` });
    axes.set(key, found);
    return found;
  }

  /** Caches the bins of charts on screen and of brush steps. 1 or 2 bytes per row each. */
  private kept<Bins extends BinCodes>(key: string, make: () => Bins): Bins {
    return (this.bins.find(key) ?? this.bins.add(key, make())) as Bins;
  }
}

const KEPT = 8;
/** Number of cached answers: three charts of ten selections. A density map takes 18 KB. */
const ANSWERS = 32;

function everything(view: View): View {
  return { ...view, where: [] };
}

/** The `ts` column of the flows, null if the log lacks it. */
function timesOf({ logs: { table } }: Flows): NumberColumn | null {
  const ts = table.columns.get('ts');
  return ts?.kind === 'number' ? ts : null;
}

/** Counts per bin as a score histogram. */
export function histogramOf({ scale }: ScoreBins, { flows, anomalies }: BinCounts): ScoreHistogram {
  return { ...scale, counts: [...flows], anomalies: [...anomalies] };
}

/** Counts per bin as a timeline. `total` is the number of flows in the view. */
export function timelineOf({ cut }: TimeBins, { flows, anomalies }: BinCounts, total: number): Timeline {
  const inBins = flows.reduce((sum, count) => sum + count, 0);
  const { start, binSeconds } = cut;
  return { start, binSeconds, flows: [...flows], anomalies: [...anomalies], unset: total - inBins };
}

/** Counts per cell as a density map. */
export function densityOf({ x, y }: PlaneBins, { flows, anomalies }: BinCounts): Density {
  return planeOf(x, y, flows, anomalies);
}
