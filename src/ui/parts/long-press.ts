/** Duration of a long press in milliseconds. */
const LONG_PRESS = 500;
/** Milliseconds after the lift until the browser has closed its popovers, also when it is busy. */
const AFTER_LIFT = 100;

/**
 * Calls `onPress` when a finger has stayed for half a second, and again after it lifts: the browser closes popovers
 * then, so what a long press opened opens again. Returns a function that ends the press: call it when the finger moves
 * or lifts.
 */
export function startLongPress(onPress: () => void): () => void {
  const timer = setTimeout(() => {
    onPress();
    whenLifted(onPress);
  }, LONG_PRESS);
  return () => clearTimeout(timer);
}

/** Runs `act` after the finger lifts, wherever that is. */
function whenLifted(act: () => void): void {
  const stop = new AbortController();
  for (const type of ['pointerup', 'pointercancel']) {
    const lifted = () => {
      stop.abort();
      setTimeout(act, AFTER_LIFT);
    };
    addEventListener(type, lifted, { capture: true, signal: stop.signal });
  }
}
