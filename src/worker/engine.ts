import { expose } from 'comlink';
import { ifLarge, inflateInWorker, serveInflater } from './inflate-in-worker.ts';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';
import { warmedUp } from './warm-up.ts';

/** Both workers run the same script. The name of the worker selects its role. */
const INFLATER = 'inflater';

if (self.name === INFLATER) serveInflater(self);
else serveEngine();

function serveEngine(): void {
  registerTransfers();
  const inflate = inflateInWorker(startInflater);
  expose(warmedUp(createSession(ifLarge(inflate)), inflate));
}

function startInflater(): Worker {
  return new Worker(self.location.href, { name: INFLATER, type: import.meta.env.DEV ? 'module' : 'classic' });
}
