import { LogError } from './errors.ts';
import type { FileReport, SkipCount } from './report.ts';

/**
 * Rows of a run or of a file that could not be read. Rows of other logs do not count, nor those that `isLostFlow`
 * leaves out.
 */
export interface Loss {
  /** Rows that were read as flows and rows that were skipped. */
  readonly rows: number;
  /** Rows that could not be read. */
  readonly lost: number;
  /** Whether more than half of the rows could not be read: the others are a remnant. */
  readonly isMost: boolean;
  /** The lost rows by reason and field, the most first. */
  readonly counts: readonly LossCount[];
}

/** `first` is a line of the file at `path`. */
export interface LossCount extends SkipCount {
  readonly path: string;
}

/** What a run lost, and which of its files lost much. */
export interface RunLoss extends Loss {
  /** Whether the run as a whole lost more than a tenth of its rows for one reason; else only some of its files did. */
  readonly isWide: boolean;
  /**
   * The files that lost more than a tenth of their rows for one reason, the most rows first; empty when the run is one
   * file.
   */
  readonly files: readonly FileLoss[];
}

export interface FileLoss extends Loss {
  readonly path: string;
}

/** Whether skipped rows are flows that the result lacks: not those that were there before, and not lines of totals. */
export function isLostFlow({ reason }: Pick<SkipCount, 'reason'>): boolean {
  return reason !== 'repeated' && reason !== 'no-endpoints';
}

type Counted = Pick<FileReport, 'path' | 'flows' | 'skippedBy'>;

/** Above this share of the rows, for one reason, the loss is said where the result is read. */
const MUCH = 0.1;
const MOST = 0.5;

/**
 * What the run lost; null when neither the run nor one of its files lost more than a tenth of its rows for one reason.
 */
export function lossOf(files: readonly Counted[]): RunLoss | null {
  const run = measure(files);
  const isWide = isMuch(run);
  const each = files.length > 1 ? files.map((file) => ({ ...measure([file]), path: file.path })) : [];
  const lossy = each.filter(isMuch).toSorted((a, b) => b.lost - a.lost);
  return isWide || lossy.length > 0 ? { ...run, isWide, files: lossy } : null;
}

/**
 * Throws `mostly-skipped` when more than half of the rows could not be read: the user did not ask for a result of the
 * others.
 */
export function refuseRemnant(files: readonly Counted[]): void {
  const loss = lossOf(files);
  if (loss === null || !loss.isMost) return;
  const { rows, lost, counts } = loss;
  const { reason, lines, first, path } = counts[0];
  const place = { file: path, files: files.length, line: first.line };
  throw new LogError('mostly-skipped', { ...first.detail, ...place, rows, lost, lines, reason });
}

function measure(files: readonly Counted[]): Loss {
  let rows = 0;
  let lost = 0;
  const counts = new Map<string, LossCount>();
  for (const { path, flows, skippedBy } of files) {
    rows += flows;
    for (const count of skippedBy) {
      rows += count.lines;
      if (!isLostFlow(count)) continue;
      lost += count.lines;
      const key = `${count.reason}\t${count.field}`;
      const before = counts.get(key) ?? { ...count, path, lines: 0 };
      counts.set(key, { ...before, lines: before.lines + count.lines });
    }
  }
  const isMost = lost > rows * MOST;
  return { rows, lost, isMost, counts: [...counts.values()].toSorted((a, b) => b.lines - a.lines) };
}

function isMuch({ rows, isMost, counts }: Loss): boolean {
  return isMost || (counts.length > 0 && counts[0].lines > rows * MUCH);
}
