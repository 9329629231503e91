import { browserProcesses, ofProcess } from './browser-processes.ts';

/**
 * Bytes of memory of all processes of the browsers started here: their proportional set size, which counts shared pages once. Only
 * Linux has it; elsewhere NaN.
 */
export function browserMemory(): number {
  if (process.platform !== 'linux') return Number.NaN;
  const sizes = browserProcesses().map((pid) => /^Pss:\s+(\d+)/m.exec(ofProcess(pid, 'smaps_rollup'))?.[1]);
  return sizes.reduce((sum, size) => sum + 1024 * Number(size ?? 0), 0);
}
