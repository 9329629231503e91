import type { Param } from '../core/detect/params.ts';
import type { RunLoss } from '../core/loss.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { FileReport } from '../core/report.ts';
import type { Field } from '../core/schema/field.ts';
import type { Plan } from '../core/stream/plan.ts';
import type { Row } from './flow-api.ts';

/** The files of a run in order, each with its path in the dropped folder; or the built-in sample. */
export type LogSource =
  | {
      readonly kind: 'files';
      readonly files: readonly { readonly path: string; readonly blob: Blob }[];
      /** Whether to skip a flow with the uid of an earlier flow. */
      readonly isDroppingRepeated?: boolean;
      /** Whether to unpack files of any size. Otherwise reading stops at very large ones with a `LogError`. */
      readonly isUnpackingAll?: boolean;
      /**
       * Whether to accept a run if more than half of its rows are malformed. Otherwise this is the error
       * `mostly-skipped`.
       */
      readonly takesRemnant?: boolean;
      /** Memory for flows in bytes; by default from the device. A log that needs more is read out of core. */
      readonly memory?: number;
      /** Whether to leave out early results, which take up to 3 % of the time. */
      readonly isWithoutEarly?: boolean;
      /**
       * Whether labels such as hosts stay in the files of a run in memory. Only detectors that score by numbers alone
       * can run then, and the note on labels that are not UTF-8 is missing. Saves a quarter of the time.
       */
      readonly leavesLabels?: boolean;
    }
  | { readonly kind: 'sample' };

/** Messages about a log that is being read. */
export type News =
  | { readonly kind: 'early'; readonly early: EarlyResults }
  /** The log does not fit into memory and will be read twice. */
  | { readonly kind: 'larger'; readonly plan: Plan }
  /** The open log was closed because memory did not suffice for both. */
  | { readonly kind: 'given-up' };

/** Provisional scores of the flows read so far, by the first detector. They do not affect the result. */
export interface EarlyResults {
  /** The fraction of bytes read, 0 to 1. */
  readonly share: number;
  /** Flows read so far, and the number that was scored. */
  readonly flows: number;
  readonly scored: number;
  readonly detector: string;
  readonly histogram: ScoreHistogram;
  readonly fields: readonly Field[];
  /** The highest scores, in descending order. */
  readonly top: readonly { readonly score: number; readonly cells: Row['cells'] }[];
}

/** A run: the files that were read, with counts. */
export interface Run {
  /** Unique id: no other run has it, in any worker and for the same files. */
  readonly id: string;
  readonly flows: number;
  readonly skipped: number;
  /** Rows of other Zeek logs beside the conn logs. They are counted, not scored. */
  readonly context: number;
  readonly files: readonly FileReport[];
  /** Null unless the run or one of its files lost more than a tenth of its rows for one reason. */
  readonly loss: RunLoss | null;
  /** Flows with the uid of an earlier flow. Counted for runs of several files. */
  readonly repeated: number;
  /** Union of the logs' fields, in file order. */
  readonly fields: readonly Field[];
  /** For an out-of-core log: the numbers of flows that are kept. Null for a log in memory. */
  readonly larger: Larger | null;
  /** Detectors that can score this run. The first is the default. */
  readonly detectors: readonly DetectorChoice[];
  /** Smallest and largest `ts` (epoch seconds). Null if no row has one. */
  readonly span: readonly [number, number] | null;
  readonly milliseconds: { readonly read: number };
}

/** A detector as plain data. */
export interface DetectorChoice {
  readonly id: string;
  readonly label: string;
  /** Short form of the label. */
  readonly short: string;
  readonly params: readonly Param[];
  /** Whether it supports baselines: see `fitBaseline`. */
  readonly hasBaselines: boolean;
  /** Whether its model can be written as a script. */
  readonly hasScripts: boolean;
}

/** Numbers of kept flows of an out-of-core log. Counts, threshold and score distribution still cover all flows. */
export interface Larger {
  readonly plan: Plan;
  /** Flows with the highest scores: table, filters and exports use these. */
  readonly listed: number;
  /** Flows of a seeded sample: time chart, density map and percentiles use these. */
  readonly sampled: number;
  /**
   * Flows that findings, hosts and channels cover: the first ones, all unless memory was short. Null for a log that lacks
   * hosts or bytes.
   */
  readonly folded: number | null;
}
