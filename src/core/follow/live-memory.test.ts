import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import type { FollowedPath } from './growing-file.ts';
import { Live } from './live.ts';

const HEADER = new TextEncoder().encode(`#separator \\x09
#unset_field	-
#path	conn
#fields	ts	uid	id.orig_h	id.orig_p	id.resp_h	id.resp_p	proto	service	duration	orig_bytes	resp_bytes	conn_state	orig_pkts	orig_ip_bytes	resp_pkts	resp_ip_bytes
`);
/** Rows of equal width, of which the digits at `#` change. */
const ROW =
  '1700000000.######\tC##########\t10.0.0.1##\t40000\t192.0.2.1##\t443\ttcp\tssl\t0.####\t####\t#####\tSF\t##\t####\t##\t#####\n';
const template = new TextEncoder().encode(ROW.replaceAll('#', '1'));
const places = Array.from(ROW).flatMap((character, place) => (character === '#' ? [place] : []));

const isOfAddress = (place: number) => place >= 38 && place < 58;

/** A log that is made when it is read, so that it takes no memory. */
class MadeLog {
  rows = 0;

  get path(): FollowedPath {
    const open = async () => ({
      identity: '1',
      size: async () => HEADER.length + this.rows * template.length,
      modified: async () => 0,
      read: async (from: number, to: number) => this.read(from, to),
      close: async () => {},
    });
    return { name: 'conn.log', open, rotated: async () => [] };
  }

  private read(from: number, to: number): Uint8Array {
    const end = Math.max(from, Math.min(to, HEADER.length + this.rows * template.length));
    const first = Math.max(0, Math.floor((from - HEADER.length) / template.length));
    const last = Math.max(0, Math.ceil((end - HEADER.length) / template.length));
    const all = new Uint8Array(HEADER.length + (last - first) * template.length);
    all.set(HEADER);
    for (let row = first; row < last; row++) this.writeRow(row, all, HEADER.length + (row - first) * template.length);
    const skipped = first * template.length;
    return all.slice(from - skipped, end - skipped);
  }

  private writeRow(row: number, out: Uint8Array, at: number): void {
    out.set(template, at);
    let seed = (row + 1) * 2654435761;
    for (const place of places) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      // 1 to 9: no cell has a leading 0. Hosts repeat, as in a network.
      out[at + place] = 49 + ((seed >>> 24) % (isOfAddress(place) ? 3 : 9));
    }
  }
}

const collect = (() => {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
})();

function heldBytes(): number {
  for (let i = 0; i < 3; i++) collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const MILLION = 1_000_000;

it('takes no more memory for two million rows than for the first half million', async () => {
  const log = new MadeLog();
  let now = 1_700_000_000_000;
  const live = new Live(
    log.path,
    { fitting: { member: pcaFamily[0], params: {} }, baseline: null, refitSeconds: 24 * 3600, clock: () => now },
    { kernel: createCellKernel(), inflate: null },
  );
  const held: number[] = [];
  log.rows = 20_000;
  for (let half = 1; half <= 4; half++) {
    while (log.rows < (half * MILLION) / 2) {
      log.rows += 20_000;
      now += 1000;
      for await (const _ of live.poll(quiet));
    }
    held.push(heldBytes());
  }
  expect(live.status.flows).toBe(2 * MILLION - 40_000);
  expect(live.status.unread).toBe(0);
  expect(Math.max(...held) / held[0]).toBeLessThan(1.2);
}, 300_000);
