/** Calls back once every chart that takes part has drawn the newest result. Charts may come and go: nothing counts them. */
export interface AllDrawn {
  /** Takes a chart in; the function that comes back takes it out. */
  readonly join: (chart: string) => () => void;
  /** A chart has drawn a result, or cannot. */
  readonly drawn: (chart: string, result: object) => void;
}

export function watchDrawn(onAll: (result: object) => void): AllDrawn {
  /** Every chart that takes part, with the result that it drew last. */
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
        // The others may have waited for this one only.
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
