import { expose } from 'comlink';
import { inflateInWorker } from './inflate-in-worker.ts';
import InflaterWorker from './inflater.ts?worker&inline';
import { questionsFirst } from './questions-first.ts';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';
import { warmedUp } from './warm-up.ts';

registerTransfers();
expose(warmedUp(questionsFirst(createSession(inflateInWorker(() => new InflaterWorker())))));
