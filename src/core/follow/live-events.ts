import type { Baseline } from '../baseline/baseline.ts';
import type { Drift } from '../baseline/drift.ts';
import type { Problem } from '../errors.ts';
import type { Finding } from '../findings/finding.ts';
import type { FlowReport, Lag } from './flow-report.ts';
import type { WindowLimits } from './flow-window.ts';
import type { Turn } from './follower.ts';
import type { Fitting, LiveModel } from './live-model.ts';

/** How a log is followed. */
export interface LiveOptions {
  readonly fitting: Fitting;
  /** A saved model; null to fit one to what is there. */
  readonly baseline: Baseline | null;
  /** Seconds after which another model is fitted; null for never. */
  readonly refitSeconds: number | null;
  readonly window?: WindowLimits;
  /** Milliseconds of the epoch. */
  readonly clock: () => number;
}

/** Something to say, as plain data. */
export type LiveEvent =
  | { readonly kind: 'model'; readonly model: LiveModel; readonly before: LiveModel | null }
  | { readonly kind: 'flow'; readonly flow: FlowReport }
  | { readonly kind: 'finding'; readonly finding: Finding; readonly subject: string }
  | { readonly kind: 'drift'; readonly drift: Drift }
  /** There are too few flows to fit a model to, said once. */
  | { readonly kind: 'waiting'; readonly flows: number; readonly least: number }
  | Turn
  /** No row came for five minutes; or one came again after that. */
  | { readonly kind: 'stalled' | 'resumed' }
  /** Rows that cannot be read or scored, said once until rows can be again. */
  | { readonly kind: 'problem'; readonly problem: Problem };

/** Figures of following. Times are milliseconds of the epoch, null before the first. */
export interface LiveStatus {
  readonly file: string;
  /** Last byte that was read, and the size that the file had then. */
  readonly position: number;
  readonly size: number;
  /** Flows that were read, flows above the threshold, new findings, and rows that could not be read. */
  readonly flows: number;
  readonly above: number;
  readonly findings: number;
  readonly unread: number;
  readonly perMinute: number;
  /** When the last row came, and how old its flow was then. */
  readonly lastRow: number | null;
  readonly lag: Lag | null;
  readonly isStalled: boolean;
  readonly model: LiveModel | null;
}
