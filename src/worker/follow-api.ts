import type { Drift } from '../core/baseline/drift.ts';
import type { FlowReport } from '../core/follow/flow-report.ts';
import type { Turn } from '../core/follow/follower.ts';
import type { LiveStatus } from '../core/follow/live-events.ts';
import type { Problem } from '../core/report.ts';
import type { BaselineSummary } from './baseline-api.ts';

export type { FlowReport, Lag } from '../core/follow/flow-report.ts';
export type { FileHandle, FolderHandle } from '../core/follow/log-folder.ts';

/** Figures of a followed log, and what came since the update before. */
export interface FollowUpdate {
  readonly status: Omit<LiveStatus, 'model'>;
  /** The model that scores what comes, null before there is one. Its threshold is for `Baseline` scores. */
  readonly model: { readonly baseline: BaselineSummary; readonly threshold: number; readonly flows: number } | null;
  /** The first flows above the threshold, at most `MOST_REPORTED`, and their number. */
  readonly flows: readonly FlowReport[];
  readonly above: number;
  /** New findings: kind and subject. */
  readonly findings: readonly string[];
  readonly turns: readonly Turn['what'][];
  /** The drift, if its verdict changed. */
  readonly drift: Drift | null;
  readonly problem: Problem | null;
  /** Why the file could not be read this time: the browser asks for permission again, or cannot read it now. */
  readonly blocked: 'permission' | 'unreadable' | null;
}
