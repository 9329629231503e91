import { serveInflater } from './inflate-in-worker.ts';

serveInflater(self);
