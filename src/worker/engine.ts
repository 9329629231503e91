import { expose } from 'comlink';
import { ifLarge, inflateInWorker } from './inflate-in-worker.ts';
import InflaterWorker from './inflater.ts?worker&inline';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';
import { warmedUp } from './warm-up.ts';

registerTransfers();
const inflate = inflateInWorker(() => new InflaterWorker());
expose(warmedUp(createSession(ifLarge(inflate)), inflate));
