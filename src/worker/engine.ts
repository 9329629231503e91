import { expose } from 'comlink';
import { createSession } from './session.ts';
import { registerTransfers } from './transfer.ts';

registerTransfers();
expose(createSession());
