import { writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

/** Loaded by `node --import`. Writes what the process used to file descriptor 3 when it ends. */
if (isMainThread) {
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    writeSync(3, JSON.stringify({ processor: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS * 1024 }));
  });
}
