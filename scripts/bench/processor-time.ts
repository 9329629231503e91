import { browserProcesses, statOf } from './browser-processes.ts';

/** Ticks of the clock per second, as Linux gives them to programs on every usual machine. */
const TICKS = 100;

/** Seconds of processor time, user and system, of all processes of the browsers started here. Linux only; elsewhere NaN. */
export function browserProcessorTime(): number {
  if (process.platform !== 'linux') return Number.NaN;
  return browserProcesses().reduce((sum, pid) => {
    const [user, system] = statOf(pid).slice(11, 13).map(Number);
    return sum + ((user + system) / TICKS || 0);
  }, 0);
}
