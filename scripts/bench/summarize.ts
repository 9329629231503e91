import type { Figure, Target } from './part.ts';
import type { Sample } from './sample.ts';
import { median } from './statistics.ts';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** One figure at one size. */
export interface Line {
  readonly part: string;
  readonly key: string;
  readonly label: string;
  readonly digits: number;
  /** One a build; null when no run gave the figure. */
  readonly builds: readonly (Spread | null)[];
  /** This build's median over the other's; null with one build. */
  readonly ratio: number | null;
  /** Null when there is none at this size. */
  readonly target: Target | null;
  readonly verdict: 'met' | 'missed' | null;
}

/** Everything that was measured of one log. */
export interface Section {
  readonly log: string;
  readonly rows: number | null;
  readonly lines: readonly Line[];
}

/** The parts as far as their figures go. */
type Figures = readonly { readonly id: string; readonly figures: Readonly<Record<string, Figure>> }[];

/**
 * Medians with their spread, log by log in the order of the samples, and each log's figures in the order of the parts.
 */
export function summarize(samples: readonly Sample[], parts: Figures, builds: number): Section[] {
  const logs = new Map(samples.map(({ log, rows }) => [log, rows]));
  return [...logs].map(([log, rows]) => {
    const lines = parts.flatMap(({ id, figures }) =>
      Object.entries(figures).flatMap(([key, figure]) => {
        const values = samples
          .filter((sample) => sample.log === log && sample.part === id && Number.isFinite(sample.figures[key]))
          .map(({ build, figures }) => ({ build, value: figures[key] }));
        if (values.length === 0) return [];
        const spreads = Array.from({ length: builds }, (_, build) =>
          spread(values.filter((one) => one.build === build).map(({ value }) => value)),
        );
        return [line(id, key, figure, rows, spreads)];
      }),
    );
    return { log, rows, lines };
  });
}

function line(
  part: string,
  key: string,
  { label, digits = 0, target }: Figure,
  rows: number | null,
  builds: readonly (Spread | null)[],
): Line {
  const [mine, other] = builds;
  const ratio = mine && other ? mine.median / other.median : null;
  // A given log may be a small one: it is not judged by what holds for big ones.
  const counts = target !== undefined && (rows ?? 0) >= (target.fromRows ?? 0);
  const verdict = counts && mine !== null ? (mine.median <= target.atMost ? 'met' : 'missed') : null;
  return { part, key, label, digits, builds, ratio, target: counts ? target : null, verdict };
}

function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  return { median: median(values), least: Math.min(...values), most: Math.max(...values) };
}
