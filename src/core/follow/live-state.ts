import { readBaseline } from '../baseline/read-baseline.ts';
import { writeBaseline } from '../baseline/write-baseline.ts';
import { LogError } from '../errors.ts';
import { type FollowState, isFollowState } from './follow-state.ts';
import type { LiveModel } from './live-model.ts';
import type { Reported } from './reported-subjects.ts';

/** Where live scoring stands: enough to go on in another process without losing or doubling a row. */
export interface LiveState {
  readonly version: 1;
  readonly follow: FollowState;
  readonly model: LiveModel | null;
  /** The model before, which a fit replaced. */
  readonly before: LiveModel | null;
  readonly counts: {
    readonly flows: number;
    readonly above: number;
    readonly findings: number;
    readonly unread: number;
  };
  readonly reported: readonly Reported[];
}

/** The state as JSON text. `app` is the version of the program. */
export function writeLiveState({ model, before, ...state }: LiveState, app: string): string {
  const written = (of: LiveModel | null) => of && { ...of, baseline: writeBaseline(of.baseline, app) };
  return `${JSON.stringify({ 'oddflow-following': 1, ...state, model: written(model), before: written(before) })}\n`;
}

/** Reads what `writeLiveState` wrote; `file` is the name for errors. Throws `LogError` `not-a-state` for everything else. */
export function readLiveState(text: string, file: string): LiveState {
  let root: Record<string, unknown>;
  try {
    root = JSON.parse(text) as Record<string, unknown>;
  } catch {
    throw new LogError('not-a-state', { file });
  }
  if (typeof root !== 'object' || root === null || !isLiveState(root)) throw new LogError('not-a-state', { file });
  const { follow, counts, reported, model, before } = root;
  return {
    version: 1,
    follow,
    counts,
    reported: reported.filter(isReported),
    model: modelOf(model, file),
    before: modelOf(before, file),
  };
}

interface Written extends Pick<LiveState, 'follow' | 'counts'> {
  readonly reported: readonly unknown[];
  readonly model: unknown;
  readonly before: unknown;
}

function isLiveState(root: Record<string, unknown>): root is Record<string, unknown> & Written {
  const { follow, counts, reported } = root;
  return root['oddflow-following'] === 1 && isFollowState(follow) && areCounts(counts) && Array.isArray(reported);
}

function areCounts(value: unknown): boolean {
  const counts = value as Record<string, unknown> | null | undefined;
  return ['flows', 'above', 'findings', 'unread'].every((name) => Number.isSafeInteger(counts?.[name]));
}

function isReported(value: unknown): value is Reported {
  return Array.isArray(value) && typeof value[0] === 'string' && Number.isFinite(value[1]);
}

function modelOf(value: unknown, file: string): LiveModel | null {
  if (value === null) return null;
  const { baseline, threshold, flows, since, number } = (value ?? {}) as Record<string, unknown>;
  const isModel = typeof baseline === 'string' && [threshold, flows, since, number].every(Number.isFinite);
  if (!isModel) throw new LogError('not-a-state', { file });
  return {
    baseline: readBaseline(baseline, file),
    threshold: Number(threshold),
    flows: Number(flows),
    since: Number(since),
    number: Number(number),
  };
}
