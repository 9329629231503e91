import { closeSync, openSync, writeSync } from 'node:fs';
import { createRandom } from '../src/core/math/random.ts';
import { DAY_SECONDS, DAY_START, makeOfficeDay } from '../src/core/sample/office.ts';
import { byEnd, logHeader, logLine } from '../src/core/sample/write-log.ts';

/**
 * Writes a big conn.log for measuring: `npx tsx scripts/make-log.ts ROWS OUT [SEED]`. Days of the sample's office, one
 * after another, each in a network of its own, so that there are some thousands of hosts. The same arguments give the
 * same bytes; memory stays bounded.
 */
export function makeLog(rows: number, out: string, seed = 1): void {
  const random = createRandom(seed);
  const file = openSync(out, 'w');
  writeSync(file, logHeader());
  let written = 0;
  for (let day = 0; written < rows; day++) {
    const flows = makeOfficeDay(random, DAY_START + day * DAY_SECONDS)
      .toSorted(byEnd)
      .slice(0, rows - written);
    const net = `10.${day % 200}.`;
    const lines = flows.map((flow) => logLine(random, moved(flow, net)));
    writeSync(file, lines.join(''));
    written += lines.length;
  }
  writeSync(file, '#close\t2026-12-31-00-00-00\n');
  closeSync(file);
}

/** The flow with the office's addresses in another network. */
function moved<F extends { source: string; destination: string }>(flow: F, net: string): F {
  return {
    ...flow,
    source: flow.source.replace('192.168.', net),
    destination: flow.destination.replace('192.168.', net),
  };
}

if (process.argv[1]?.endsWith('make-log.ts')) {
  const [rows, out, seed] = process.argv.slice(2);
  if (!(Number(rows) > 0) || out === undefined) {
    console.error('usage: npx tsx scripts/make-log.ts ROWS OUT [SEED]');
    process.exit(2);
  }
  makeLog(Number(rows), out, Number(seed ?? 1));
}
