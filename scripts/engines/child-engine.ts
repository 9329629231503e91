import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Engine, Line } from '../../src/testing/engines/engine.ts';

/** Answers begin with it, so that what an engine prints by itself is not taken for one. */
const MARK = '@@ ';

/**
 * An engine in a process of its own. Each request is a line with a JSON list of statements. Each answer is a line with `lines`, a
 * list per statement, or with `error`.
 */
export async function childEngine(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Engine> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors = `${errors}${chunk}`.slice(-4000);
  });
  const waiting: { done: (text: string) => void; failed: (error: Error) => void }[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith(MARK)) waiting.shift()?.done(line.slice(MARK.length));
  });
  const ended = new Promise<void>((resolve) => {
    const end = () => {
      for (const { failed } of waiting.splice(0)) failed(new Error(`${command} ended: ${errors}`));
      resolve();
    };
    child.once('exit', end).once('error', end);
  });
  const ask = async (statements: readonly string[]): Promise<Line[][]> => {
    const text = await new Promise<string>((done, failed) => {
      waiting.push({ done, failed });
      child.stdin.write(`${JSON.stringify(statements)}\n`);
    });
    const { lines, error } = JSON.parse(text);
    if (error !== undefined) throw new Error(error);
    return lines;
  };
  const version = (await ask(['SELECT version() AS version']))[0][0].version;
  return {
    version: String(version),
    run: ask,
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
