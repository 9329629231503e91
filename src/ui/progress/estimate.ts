import type { Progress } from '../../worker/api.ts';

export interface Estimate {
  /** Whole percent of the phase, 0 to 100. */
  readonly percent: number;
  readonly rowsPerSecond: number;
  /** Null until there is something to go by. */
  readonly secondsLeft: number | null;
}

/** How fast a phase has been up to now, and how long it takes at that speed. `seconds` since it began. */
export function estimate({ done, total, rows }: Progress, seconds: number): Estimate {
  const share = total > 0 ? Math.min(done / total, 1) : 0;
  return {
    percent: Math.floor(share * 100),
    rowsPerSecond: seconds > 0 ? rows / seconds : 0,
    secondsLeft: share > 0 && seconds > 0 ? (seconds * (1 - share)) / share : null,
  };
}
