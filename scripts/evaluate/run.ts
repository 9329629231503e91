import { readFileSync } from 'node:fs';
import type { Family } from './attacks/attack.ts';

/** One log with an attack, scored. A line of a results file. */
export interface AttackRun {
  readonly variant: string;
  /** `planted` by us, or a log of the `standing` set. */
  readonly set: 'planted' | 'standing';
  readonly network: string;
  /** Networks whose rows are in the log, its own first. */
  readonly origins: readonly string[];
  readonly log: string;
  readonly attackClass: string;
  readonly family: Family;
  readonly group: string;
  readonly seed: number;
  /** Benign company in the log; null without. */
  readonly company: string | null;
  readonly flows: number;
  readonly attackFlows: number;
  readonly results: Readonly<Record<string, AttackResult>>;
  readonly found: readonly FoundFinding[];
}

/** One listed finding of a log, strongest first. */
export interface FoundFinding {
  readonly kind: string;
  /** From 0 to 100, as the page shows it. */
  readonly points: number;
  /** Whether it is the attack: see `isOfAttack`. */
  readonly isAttack: boolean;
  /** The benign pattern that it resembles; empty for none. */
  readonly benign: string;
}

/** Results of one scorer, or of findings, which have no score per flow and so neither `precision` nor `above`. */
export interface AttackResult {
  readonly precision?: number;
  readonly above?: number;
  /** Place of the attack's first line, from 1; 0 if none is listed. */
  readonly place: number;
}

/** One log without an attack, scored. */
export interface BenignRun {
  readonly variant: string;
  readonly set: 'benign';
  readonly network: string;
  readonly origins: readonly string[];
  readonly log: string;
  readonly seed: number;
  readonly company: string | null;
  readonly flows: number;
  /** Lines of strength 50 or more by scorer, and findings. */
  readonly strong: Readonly<Record<string, number>>;
  /** Flows with a score of 4 or more, by scorer. PCA's scores are on another scale. */
  readonly strongRows: Readonly<Record<string, number>>;
  readonly found: readonly FoundFinding[];
}

export type Run = AttackRun | BenignRun;

/** What all lines of a file share. */
export interface Header {
  readonly set: 'header';
  readonly variant: string;
  readonly date: string;
  /** The commit that was evaluated; empty outside a repository. */
  readonly commit: string;
  readonly command: string;
  readonly logs: readonly { readonly name: string; readonly rows: number; readonly hours: number }[];
  readonly missing: readonly string[];
}

/** Reads files of results, one JSON object per line. Files of one variant join; of two equal runs the last counts. */
export function readRuns(paths: readonly string[]): { readonly headers: Header[]; readonly runs: Run[] } {
  const lines = paths.flatMap((path) =>
    readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Run | Header),
  );
  return {
    headers: lines.filter((line) => line.set === 'header'),
    runs: [
      ...new Map(
        lines.filter((line) => line.set !== 'header').map((run) => [`${run.variant}\t${keyOf(run)}`, run]),
      ).values(),
    ],
  };
}

/** Equal for the same log, class and seed of two variants. */
export function keyOf(run: Run): string {
  return [run.set, run.log, run.set === 'benign' ? '' : run.attackClass, run.seed, run.company].join('\t');
}
