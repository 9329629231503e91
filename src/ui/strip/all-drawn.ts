/** Detects when all charts have drawn the latest result. Charts can be added and removed. */
export interface AllDrawn {
  /** Adds a chart. Returns a function that removes it. */
  readonly join: (chart: string) => () => void;
  /** Reports that a chart has drawn a result, or cannot draw it. */
  readonly drawn: (chart: string, result: object) => void;
}

/** Calls `onAll` once per result, when all charts have drawn it. */
export function watchDrawn(onAll: (result: object) => void): AllDrawn {
  /** Every chart, with the result that it drew last. */
  const charts = new Map<string, object | null>();
  let finished: object | null = null;

  function look(result: object): void {
    if (finished === result || charts.size === 0) return;
    for (const drawn of charts.values()) if (drawn !== result) return;
    finished = result;
    onAll(result);
  }

  return {
    join(chart) {
      charts.set(chart, null);
      return () => {
        const last = charts.get(chart);
        charts.delete(chart);
        const [other] = charts.values();
        // The other charts may have waited for this one.
        if (other !== undefined && other !== null && other !== last) look(other);
      };
    },
    drawn(chart, result) {
      if (!charts.has(chart)) return;
      charts.set(chart, result);
      look(result);
    },
  };
}
