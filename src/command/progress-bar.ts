import { formatBytes, formatCount } from '../core/number-words.ts';
import type { Progress } from '../worker/api.ts';
import type { Output } from './terminal.ts';

/** A line that shows how far a job is. Nothing is drawn if standard error is not a terminal. */
export interface ProgressBar {
  readonly show: (progress: Progress) => void;
  /** Removes the line. */
  readonly clear: () => void;
}

const CELLS = 24;
/** Return to the start of the line, and erase it. */
const ERASE = '\r\x1b[K';

/** Draws on `output`. */
export function progressBar(output: Output): ProgressBar {
  if (!output.isTerminal) return { show: () => {}, clear: () => {} };
  let isDrawn = false;
  return {
    show: (progress) => {
      void output.write(`${ERASE}${lineOf(progress).slice(0, output.columns - 1)}`);
      isDrawn = true;
    },
    clear: () => {
      if (isDrawn) void output.write(ERASE);
      isDrawn = false;
    },
  };
}

/** `Reading    [############            ]  50 %  478 MB of 955 MB, 3,150,000 rows`. */
function lineOf({ phase, done, total, unit, rows }: Progress): string {
  const share = total > 0 ? Math.min(1, done / total) : 0;
  const filled = Math.floor(share * CELLS);
  const bar = `${'#'.repeat(filled)}${' '.repeat(CELLS - filled)}`;
  const percent = `${Math.floor(share * 100)}`.padStart(3);
  const counts =
    unit === 'rows'
      ? `${formatCount(done)} of ${formatCount(total)} rows`
      : `${formatBytes(done)} of ${formatBytes(total)}, ${formatCount(rows)} rows`;
  return `${phase.padEnd(10)} [${bar}] ${percent} %  ${counts}`;
}
