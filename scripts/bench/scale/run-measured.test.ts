import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runMeasured } from './run-measured.ts';

const folder = mkdtempSync(join(tmpdir(), 'oddflow-measured-'));
afterAll(() => rmSync(folder, { recursive: true }));

function program(code: string): string {
  const path = join(folder, `program-${code.length}.mjs`);
  writeFileSync(path, code);
  return path;
}

describe('runMeasured', () => {
  it('returns what was printed, and the memory and time that were used', async () => {
    const held = 100e6;
    const small = await runMeasured(program(`console.log('small');`), []);
    const large = await runMeasured(
      program(`const held = Buffer.alloc(${held}, 1); const until = process.cpuUsage().user + 1e5;
        while (process.cpuUsage().user < until); console.log(held.length);`),
      [],
    );
    expect([small.stdout, large.stdout]).toEqual(['small\n', `${held}\n`]);
    expect(large.memory - small.memory).toBeGreaterThan(0.8 * held);
    expect(large.processor).toBeGreaterThan(0.1);
    expect(large.wall).toBeGreaterThan(0.1);
  });

  it('is not misled by the memory of the process that starts it', async () => {
    const held = Buffer.alloc(250e6, 1);
    const { memory } = await runMeasured(program(`console.log();`), []);
    expect(memory).toBeLessThan(held.length / 2);
  });

  it('throws the last words of a program that fails', async () => {
    const failing = program(`console.error('no such log'); process.exit(3);`);
    await expect(runMeasured(failing, ['x'])).rejects.toThrow(/ended with 3: no such log/);
  });
});
