import { statSync } from 'node:fs';
import { bigLog } from '../../big-log.ts';
import type { Taken } from './measurement.ts';
import { inRounds } from './rounds.ts';
import { runMeasured } from './run-measured.ts';

const COMMAND = 'bin/oddflow.js';
/** Megabytes that the page takes at most, and what a flow takes: beyond, both read a log twice. */
const PAGES_MEMORY = 2000;
const BYTES_PER_FLOW = 80;

/** The command as a whole process, `npm run build:command` before. */
export async function* measureCommand(flows: number, rounds: number): AsyncGenerator<Taken> {
  const log = bigLog(flows);
  const bytes = statSync(log).size;
  const twice = ['--memory', String(PAGES_MEMORY)];
  const ways = [
    { way: '`-a 20`', args: ['-a', '20'] },
    { way: '`--findings`', args: ['--findings'] },
    ...(flows * BYTES_PER_FLOW < PAGES_MEMORY * 1e6
      ? []
      : [{ way: `\`--findings --memory ${PAGES_MEMORY}\` (read twice)`, args: ['--findings', ...twice] }]),
  ];
  for (const { way, args } of ways) {
    const measured = await inRounds(rounds, () => runMeasured(COMMAND, [...args, '--summary-line', '-f', log]));
    const memory = Math.max(...measured.results.map((one) => one.memory));
    yield { way, bytes, rounds: measured.rounds, memory, gives: givenBy(measured.results[0].stdout) };
  }
}

/** What the command printed, in a few words. */
function givenBy(stdout: string): string {
  const line = stdout.split('\n').find((one) => one.startsWith('{')) ?? '{}';
  const { anomalies } = JSON.parse(line);
  const findings = /^\d+ findings/.exec(stdout)?.[0];
  const searched = /^Only the first ([\d,]+) of/m.exec(stdout)?.[1];
  return [
    `${Number(anomalies).toLocaleString('en')} anomalies`,
    ...(findings === undefined ? [] : [findings + (searched === undefined ? '' : ` in the first ${searched} flows`)]),
  ].join(', ');
}
