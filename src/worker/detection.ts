import type { Scored } from '../core/detect/detect.ts';
import type { AxisBins } from '../core/query/density.ts';
import type { Ranking } from '../core/query/ranking.ts';
import { describeField } from '../core/schema/conn.ts';
import type { Detection } from './api.ts';
import type { Views } from './views.ts';

/** What one detector made of a run, kept for questions about it. */
export interface Detected {
  readonly scored: Scored;
  readonly views: Views;
  readonly detection: Detection;
  /** Axes of density maps that were asked for. */
  readonly axes: Map<string, AxisBins>;
}

/** What the page is told of it; ranking took `rank` milliseconds. */
export function describeDetection(scored: Scored, ranking: Ranking, rank: number): Detection {
  const { detector, description, milliseconds } = scored;
  const { notes, features, components } = description;
  return {
    detector: detector.id,
    label: detector.label,
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
    features,
    components,
    milliseconds: { ...milliseconds, rank },
  };
}
