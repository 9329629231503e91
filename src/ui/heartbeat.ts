/** Interval between pings in milliseconds. */
const BEAT = 2000;
/** Consecutive missed pings after which the engine counts as lost. No step of the engine takes a tenth of this time. */
const MOST_MISSED = 5;

/**
 * Pings the engine every two seconds and calls `onLost` once when it does not respond. Returns a function that stops.
 * Pings are not counted as missed while the page is suspended or hidden with slow timers.
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
