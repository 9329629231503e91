import { resultOf, type State } from './workspace/state.ts';

/** Marks the moment of a drop as `oddflow:drop`, for `measureReady` and for performance tools. */
export function markDrop(): void {
  performance.clearMarks('oddflow:drop');
  for (const name of measures) performance.clearMeasures(name);
  performance.mark('oddflow:drop');
}

/**
 * Records the measures `oddflow:read`, `fit`, `score` and `rank` from the engine's timings, one after another from the
 * drop, and `oddflow:total` from the drop to the result on screen.
 */
export function measureReady(state: State): void {
  const result = resultOf(state);
  const drop = performance.getEntriesByName('oddflow:drop').at(-1)?.startTime;
  if (result === null || drop === undefined) return;
  const { read } = result.run.milliseconds;
  const { fit, score, rank } = result.shown.detection.milliseconds;
  let start = drop;
  for (const [i, duration] of [read, fit, score, rank].entries()) {
    performance.measure(measures[i], { start, duration });
    start += duration;
  }
  requestAnimationFrame(() => performance.measure('oddflow:total', { start: drop, end: performance.now() }));
}

const measures = ['oddflow:read', 'oddflow:fit', 'oddflow:score', 'oddflow:rank', 'oddflow:total'];
