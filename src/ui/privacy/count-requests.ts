/** Requests the page made after its own files were in, and those that its policy stopped. */
export interface Requests {
  readonly made: number;
  readonly blocked: number;
}

/** A running count; `subscribe` returns how to unsubscribe. */
export interface RequestCounter {
  current(): Requests;
  subscribe(listener: () => void): () => void;
}

/**
 * Counts from the moment `ownFiles` is settled, which should be when the last of the build's own files is in. A request
 * is what goes over the network: whatever the page loads, and a click on a link to a file of this site, such as the
 * offline file, which browsers do not list among the page's resources. `blob:` and `data:` never leave the browser and
 * do not count.
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
    const isNew = ({ name, startTime }: PerformanceEntry) => isRequest(name) && startTime > since;
    new PerformanceObserver((list) => add(list.getEntries().filter(isNew).length, 0)).observe({ type: 'resource' });
  };
  ownFiles.then(begin, begin);
  document.addEventListener('securitypolicyviolation', () => add(0, 1));
  // A middle click opens a link, too.
  for (const kind of ['click', 'auxclick']) {
    document.addEventListener(kind, ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link !== null && isRequest(link.href)) add(1, 0);
    });
  }

  return {
    current: () => requests,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Whether an address is one of the network; `blob:http://...` is not. */
function isRequest(address: string): boolean {
  return address.startsWith('http');
}
