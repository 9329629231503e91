/** A few ns each, they take up to about 10 ms. */
const STRETCH = 1 << 18;

/** Waited for between two stretches of a long loop, so that others get a turn; throws when the work is no longer wanted. */
export type Pause = () => Promise<void>;

/** Goes over `count` numbers in stretches of a few ms each, with a pause after all but the last. */
export async function withPauses(count: number, pause: Pause, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < count; from += STRETCH) {
    if (from > 0) await pause();
    work(from, Math.min(count, from + STRETCH));
  }
}
