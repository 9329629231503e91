/** How often the engine is asked whether it answers, in milliseconds. */
const BEAT = 2000;
/** So many questions in a row go unanswered before the engine counts as lost. No step of the engine takes a tenth of that. */
const MOST_MISSED = 5;

/**
 * Asks again and again whether somebody answers, and calls `onLost` once when nobody does. Out comes how to stop. A page that was
 * asleep, or whose timers are slowed down because it is hidden, does not count as a missed answer.
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
