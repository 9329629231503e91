import { cpus, totalmem } from 'node:os';

/** When and on what was measured. */
export interface Machine {
  /** Year, month and day, in UTC. */
  readonly date: string;
  readonly browser: string;
  readonly node: string;
  readonly cores: number;
  readonly cpu: string;
  readonly gigabytes: number;
}

export function describeMachine(browser: string): Machine {
  return {
    date: new Date().toISOString().slice(0, 10),
    browser,
    node: process.version,
    cores: cpus().length,
    cpu: cpus()[0].model.trim(),
    gigabytes: Math.round(totalmem() / 2 ** 30),
  };
}
