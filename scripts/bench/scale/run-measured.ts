import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** What a program took and printed. */
export interface Ran {
  /** Seconds from its start to its end. */
  readonly wall: number;
  readonly processor: number;
  /** Peak, in bytes. */
  readonly memory: number;
  readonly stdout: string;
}

/** Runs a program in a Node of its own, to its end. Throws with its last words if it fails. */
export async function runMeasured(program: string, args: readonly string[]): Promise<Ran> {
  const imports = [join(import.meta.dirname, 'report-usage.mjs'), ...(program.endsWith('.ts') ? ['tsx'] : [])];
  const started = performance.now();
  const child = spawn(process.execPath, [...imports.flatMap((one) => ['--import', one]), program, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [stdout, stderr, usage] = await Promise.all(child.stdio.slice(1).map((pipe) => text(pipe as Readable)));
  const code = await ended;
  const wall = (performance.now() - started) / 1000;
  if (code !== 0) throw new Error(`${program} ${args.join(' ')} ended with ${code}: ${stderr.slice(-500)}`);
  return { wall, stdout, ...(JSON.parse(usage) as Pick<Ran, 'processor' | 'memory'>) };
}
