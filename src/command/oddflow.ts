import { isMainThread } from 'node:worker_threads';
import { serveThread } from './inflate-in-thread.ts';
import { main } from './main.ts';
import { processTerminal } from './process-terminal.ts';

/** The entry of both threads: the command, and the inflater that it starts. */
if (isMainThread) {
  const terminal = processTerminal(new URL(import.meta.url));
  process.exitCode = await main(process.argv.slice(2), terminal).catch((error) => terminal.failed(error));
} else serveThread();
