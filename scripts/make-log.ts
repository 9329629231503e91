import { closeSync, openSync, writeSync } from 'node:fs';
import { createRandom } from '../src/core/math/random.ts';
import { DAY_SECONDS, DAY_START, makeOfficeDay } from '../src/core/sample/office.ts';
import { byEnd, logHeader, logLine } from '../src/core/sample/write-log.ts';

/**
 * Writes a big conn.log for measuring: `npx tsx scripts/make-log.ts ROWS OUT [SEED]`. Days of the sample's office, one
 * after another, each with hosts of its own inside and outside: some ten thousand in a million rows. The same arguments
 * give the same bytes; memory holds one day.
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
    const moved = addressesOf(day);
    const lines = flows.map((flow) =>
      logLine(random, { ...flow, source: moved(flow.source), destination: moved(flow.destination) }),
    );
    writeSync(file, lines.join(''));
    written += lines.length;
  }
  writeSync(file, '#close\t2026-12-31-00-00-00\n');
  closeSync(file);
}

/** How a day's addresses differ from the sample's. Outside, IPv4 comes from the range for benchmarks (RFC 2544). */
function addressesOf(day: number): (address: string) => string {
  const [high, low] = [Math.floor(day / 256) % 2, day % 256];
  const prefixes = [
    ['192.168.', `10.${low}.`],
    ['192.0.2.', `198.${18 + high}.${low}.`],
    ['198.51.100.', `198.${18 + high}.${low}.`],
    ['203.0.113.', `198.${18 + high}.${low}.`],
    ['2001:db8:10:', `2001:db8:10:${day.toString(16)}:`],
    ['2001:db8:f00:', `2001:db8:f00:${day.toString(16)}:`],
    ['fe80::200:', `fe80::${(0x200 + day).toString(16)}:`],
  ];
  const known = new Map<string, string>();
  return (address) => {
    let moved = known.get(address);
    if (moved === undefined) {
      const [from, to] = prefixes.find(([prefix]) => address.startsWith(prefix)) ?? ['', ''];
      moved = to + address.slice(from.length);
      known.set(address, moved);
    }
    return moved;
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
