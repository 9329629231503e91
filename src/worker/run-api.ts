import type { Param } from '../core/detect/params.ts';
import type { RunLoss } from '../core/loss.ts';
import type { ScoreHistogram } from '../core/query/score-histogram.ts';
import type { FileReport } from '../core/report.ts';
import type { Field } from '../core/schema/field.ts';
import type { Plan } from '../core/stream/plan.ts';
import type { Row } from './flow-api.ts';

/** Files in the order in which they become one run, each with its path inside the dropped folder; or the built-in sample. */
export type LogSource =
  | {
      readonly kind: 'files';
      readonly files: readonly { readonly path: string; readonly blob: Blob }[];
      /** Whether a flow is skipped whose uid an earlier one of the run had. */
      readonly isDroppingRepeated?: boolean;
      /** Whether files are unpacked however large they become. Otherwise reading stops at them, and says so. */
      readonly isUnpackingAll?: boolean;
      /** Whether the flows are wanted although more than half of the rows cannot be read; else that is the error `mostly-skipped`. */
      readonly takesRemnant?: boolean;
      /** Bytes of memory that the flows may take; by the device when absent. A log that needs more is not kept as a whole. */
      readonly memory?: number;
    }
  | { readonly kind: 'sample' };

/** What the page hears of a log before it is read. */
export type News =
  | { readonly kind: 'early'; readonly early: EarlyResults }
  /** The log does not fit into memory: it will be read twice. */
  | { readonly kind: 'larger'; readonly plan: Plan }
  /** There was no memory for the log that was open and this one. */
  | { readonly kind: 'given-up' };

/** What the first detector makes of the flows up to now: provisional, and nothing of it enters the result. */
export interface EarlyResults {
  /** Of the bytes, 0 to 1. */
  readonly share: number;
  /** Flows read up to now, and how many of them were scored. */
  readonly flows: number;
  readonly scored: number;
  readonly detector: string;
  readonly histogram: ScoreHistogram;
  readonly fields: readonly Field[];
  /** The highest scores, highest first. */
  readonly top: readonly { readonly score: number; readonly cells: Row['cells'] }[];
}

/** What reading found. */
export interface Run {
  /** Whether two objects are about the same run: no other run has it, also of another worker or of the same files. */
  readonly id: string;
  readonly flows: number;
  readonly skipped: number;
  /** Rows of other kinds of Zeek log that lay beside the conn logs; they are counted, not scored. */
  readonly context: number;
  readonly files: readonly FileReport[];
  /** Null unless the run or one of its files lost more than a tenth of its rows for one reason. */
  readonly loss: RunLoss | null;
  /** Flows whose uid an earlier one had; counted when the run has several files. */
  readonly repeated: number;
  /** Union of the logs' own fields, in file order. */
  readonly fields: readonly Field[];
  /** Not null when the log did not fit into memory: then its flows are not all here, and what is asked is answered from some. */
  readonly larger: Larger | null;
  /** What can score this run, first the default. */
  readonly detectors: readonly DetectorChoice[];
  /** Smallest and largest `ts` (epoch seconds), null when no row has one. */
  readonly span: readonly [number, number] | null;
  readonly milliseconds: { readonly read: number };
}

/** A detector as plain data. */
export interface DetectorChoice {
  readonly id: string;
  readonly label: string;
  readonly params: readonly Param[];
  /** Whether its model can be fitted to other flows: see `fitBaseline`. */
  readonly hasBaselines: boolean;
}

/** Of a log that was read twice. Counts, threshold and score distribution are of all its flows. */
export interface Larger {
  readonly plan: Plan;
  /** Flows with the highest scores: what table, filters and exports have. */
  readonly listed: number;
  /** Flows of a seeded sample: what is drawn over time and in the density map, and what percentiles are of. */
  readonly sampled: number;
}
