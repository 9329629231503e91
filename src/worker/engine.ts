import { expose } from 'comlink';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';
import { warmedUp } from './warm-up.ts';

registerTransfers();
expose(warmedUp(createSession()));
