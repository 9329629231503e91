/** Items per block. At a few ns each, a block takes up to about 10 ms. */
const STRETCH = 1 << 18;

/** Awaited between two blocks of a long loop to yield to other messages. Throws when the job is cancelled. */
export type Pause = () => Promise<void>;

/** Runs a loop over `count` items in blocks of a few ms, with a pause between blocks. */
export async function withPauses(count: number, pause: Pause, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < count; from += STRETCH) {
    if (from > 0) await pause();
    work(from, Math.min(count, from + STRETCH));
  }
}
