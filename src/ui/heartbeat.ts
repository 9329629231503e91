/** How often the engine is asked whether it answers, in milliseconds. */
const BEAT = 2000;
/** Unanswered questions in a row after which the engine counts as lost. No step of the engine takes a tenth of that time. */
const MOST_MISSED = 5;

/**
 * Asks every two seconds whether the engine answers, and calls `onLost` once when it does not. Returns how to stop. While the page
 * is asleep, or hidden with slow timers, no answer counts as missed.
 */
export function watchHeartbeat(isWanted: () => boolean, ping: () => Promise<unknown>, onLost: () => void): () => void {
  let isWaiting = false;
  let missed = 0;
  let last = performance.now();
  const answered = () => {
    isWaiting = false;
    missed = 0;
  };
  const timer = setInterval(() => {
    const now = performance.now();
    const isOnTime = now - last < 1.5 * BEAT;
    last = now;
    if (isWaiting) {
      missed = isOnTime ? missed + 1 : 0;
      if (missed < MOST_MISSED) return;
      clearInterval(timer);
      onLost();
    } else if (isWanted()) {
      isWaiting = true;
      ping().then(answered, answered);
    }
  }, BEAT);
  return () => clearInterval(timer);
}
