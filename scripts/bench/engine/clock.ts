import { median } from '../statistics.ts';

/** Milliseconds of one answer. */
export interface Sample {
  readonly wall: number;
  /** Processor time of the process, all threads. */
  readonly processor: number;
}

/** Times a job after a garbage collection (`node --expose-gc`). */
export async function timed<Answer>(
  job: () => Promise<Answer> | Answer,
): Promise<{ readonly answer: Answer; readonly sample: Sample }> {
  globalThis.gc?.();
  const [started, before] = [performance.now(), process.cpuUsage()];
  const answer = await job();
  const { user, system } = process.cpuUsage(before);
  return { answer, sample: { wall: performance.now() - started, processor: (user + system) / 1000 } };
}

/** The median, the least and the most of some milliseconds: `12 (9 – 20)`. */
export function spreadOf(times: readonly number[]): string {
  const digits = Math.max(...times) < 10 ? 1 : 0;
  const [middle, least, most] = [median(times), Math.min(...times), Math.max(...times)].map((time) =>
    time.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits }),
  );
  return `${middle} (${least} – ${most})`;
}
