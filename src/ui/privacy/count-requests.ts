/** Requests the page made after its own files were in, and those that its policy stopped. */
export interface Requests {
  readonly made: number;
  readonly blocked: number;
}

/** A count that goes on; `subscribe` gives back how to stop hearing of it. */
export interface RequestCounter {
  current(): Requests;
  subscribe(listener: () => void): () => void;
}

/**
 * Counts from the moment `ownFiles` is settled, which should be when the last of the build's own files is in. Only
 * requests of the network count, not `blob:` and `data:`.
 */
export function countRequests(ownFiles: Promise<unknown>): RequestCounter {
  const listeners = new Set<() => void>();
  let requests: Requests = { made: 0, blocked: 0 };

  function add(made: number, blocked: number): void {
    if (made + blocked === 0) return;
    requests = { made: requests.made + made, blocked: requests.blocked + blocked };
    for (const listener of listeners) listener();
  }

  const begin = () => {
    const since = performance.now();
    const isNew = ({ name, startTime }: PerformanceEntry) => name.startsWith('http') && startTime > since;
    new PerformanceObserver((list) => add(list.getEntries().filter(isNew).length, 0)).observe({ type: 'resource' });
  };
  ownFiles.then(begin, begin);
  document.addEventListener('securitypolicyviolation', () => add(0, 1));

  return {
    current: () => requests,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
