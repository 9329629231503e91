import type { Control } from '../core/control.ts';
import type { Scored } from '../core/detect/detect.ts';
import { idOf } from '../core/detect/params.ts';
import type { FoundFindings } from '../core/findings/find-findings.ts';
import { findingsIn } from '../core/findings/findings-in.ts';
import type { AxisBins } from '../core/query/density.ts';
import { Ranking } from '../core/query/ranking.ts';
import type { ReadLogs } from '../core/read-logs.ts';
import { describeField } from '../core/schema/conn.ts';
import { sharedJob } from '../core/shared-job.ts';
import type { SecondPass } from '../core/stream/second-pass.ts';
import type { Detection } from './api.ts';
import { Charts } from './charts.ts';
import { Facets } from './facets.ts';
import { Selections } from './selections.ts';
import { Views } from './views.ts';

/** The result of one detector for a run, kept for further questions. */
export interface Detected {
  readonly detection: Detection;
  /** Scores of all flows of the run. */
  readonly all: Ranking;
  /** The flows that can be listed: all of them, or the highest scores of an out-of-core log in a table of their own. */
  readonly listed: Flows;
  readonly views: Views;
  readonly charts: Charts;
  readonly facets: Facets;
  /** The flows that charts and percentiles use: the same, or a sample of an out-of-core log. */
  readonly population: Flows & { readonly ranking: Ranking };
}
/** The input of charts and facets. */
export type Counted = Omit<Detected, 'charts' | 'facets'>;
/** A table with scores. */
export interface Flows {
  readonly logs: ReadLogs;
  readonly scored: Scored;
  /** Cache of density axes by id. */
  readonly axes: Map<string, AxisBins>;
}

/**
 * The score that a fraction `contamination` of the flows exceed. Lower if many flows share the highest score, see
 * `Scored.sharesScores`.
 */
export function thresholdOf({ all, listed }: Detected, contamination: number): number {
  const threshold = all.quantile(contamination);
  const isTied = listed.scored.sharesScores === true && all.countAbove(threshold) === 0;
  return isTied ? all.nextBelow(threshold) : threshold;
}

/** The result for a run in memory. */
export function detectedInMemory(logs: ReadLogs, scored: Scored, selections: Selections): Detected {
  const started = performance.now();
  const views = new Views(logs, scored, selections);
  const all = views.ranking;
  const detection = describeDetection(scored, all, performance.now() - started);
  const listed = { logs, scored, axes: new Map() };
  return answering({ detection, all, listed, views, population: { ...listed, ranking: all } });
}

/** The result for an out-of-core run, from its second pass. */
export function detectedAgain(
  { all, top, sample }: SecondPass,
  findings: (control: Control) => Promise<FoundFindings | null>,
): Detected {
  const listed = sharedJob(async (control) => {
    const found = await findings(control);
    return found === null ? null : findingsIn(top.logs.table, found, control);
  });
  const views = new Views(top.logs, top.scored, new Selections(top.logs, listed), all);
  return answering({
    detection: describeDetection(top.scored, all, 0),
    all,
    listed: { ...top, axes: new Map() },
    views,
    population: { ...sample, axes: new Map(), ranking: new Ranking(sample.scored.scores) },
  });
}

function answering(found: Counted): Detected {
  return { ...found, charts: new Charts(found), facets: new Facets(found.views) };
}

/** The result as plain data for the page. `rank` is the time for ranking in milliseconds. */
function describeDetection(scored: Scored, ranking: Ranking, rank: number): Detection {
  const { detector, params, description, milliseconds } = scored;
  const { notes, transform, scoreScale, typical, features, components } = description;
  return {
    detector: detector.id,
    id: idOf(detector.id),
    label: detector.label,
    short: detector.short,
    baseline: null,
    params,
    scoreMin: ranking.lowest,
    scoreMax: ranking.highest,
    notes,
    axes: [
      ...features.map(({ name }) => ({
        id: name,
        label: name,
        unit: describeField(name, '').unit,
        kind: 'feature' as const,
      })),
      ...components.map(({ name }) => ({ id: name, label: name, unit: '' as const, kind: 'component' as const })),
    ],
    transform,
    scoreScale,
    typical,
    features,
    components,
    columns: (scored.columns ?? []).map(({ at, words, ...column }) => ({ ...column, isNumber: words === null })),
    milliseconds: { ...milliseconds, rank },
  };
}
