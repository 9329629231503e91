import type { Behaviour } from '../../behaviour/behaviour.ts';
import type { Counts } from '../count.ts';
import type { Line } from '../line.ts';

/** What a rule sees of a finding: its lines, strongest first, and the counts of its flows. */
export interface Suspect {
  readonly behaviour: Behaviour;
  readonly lines: readonly Line[];
  readonly counts: Counts;
}

/**
 * A benign pattern that findings may resemble. A rule uses only measurements of this log, never names or addresses. To
 * add one: a file in this folder with a `BenignPattern`, and its entry in `index.ts`.
 */
export interface BenignPattern {
  /** Such as `monitoring host`. */
  readonly name: string;
  /** The fraction of the strength that remains, above 0 and at most 1. 1 marks a finding without lowering it. */
  readonly remains: number;
  /** What this log has of the pattern, as a sentence with its numbers. Null if the finding does not resemble it. */
  readonly explain: (suspect: Suspect) => string | null;
}
