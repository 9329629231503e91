import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createRandom } from '../math/random.ts';
import { InflatedAhead } from './inflate-ahead.ts';
import { inflateInto } from './inflate-into.ts';
import { LentArrays } from './lent-arrays.ts';
import { openSource, type Source } from './open-source.ts';

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

/** Both ends of a file transfer, and a promise for its end. */
function start(blob: Blob): { readonly ahead: InflatedAhead; readonly sent: Promise<void> } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { ahead: new InflatedAhead(port1, 'a.gz'), sent: inflateInto(port2, blob, 'a.gz', new LentArrays()) };
}

async function readAll(source: Source): Promise<Buffer> {
  const blocks: Uint8Array[] = [];
  for await (const block of source.blocks) blocks.push(block.slice());
  return Buffer.concat(blocks);
}

const random = createRandom(23);
const text = Buffer.from(
  Array.from({ length: 700_000 }, (_, i) => `${i}\t${random.integer(0, 1e6)}\t10.0.${i % 251}.7\n`).join(''),
);
const members = [0, 3_000_000, 3_000_001, 5_500_001, text.length];
const whole = Buffer.concat(members.slice(1).map((end, i) => gzipSync(text.subarray(members[i], end))));
const flipped = Buffer.from(whole);
flipped[whole.length >> 1] ^= 16;

describe('a file that is inflated ahead', () => {
  it.each([
    ['whole, of several members', whole],
    ['cut', whole.subarray(0, whole.length - 70_000)],
    ['damaged', flipped],
    ['with something after it', Buffer.concat([whole, Buffer.from('what?')])],
    ['as good as empty', gzipSync('')],
  ])('is the same text with the same places and damage: %s', async (_what, bytes) => {
    const blob = new Blob([bytes]);
    const taken: number[][] = [[], []];
    const here = await openSource(blob, 'a.gz', (count) => taken[0].push(count));
    const elsewhere = await openSource(
      blob,
      'a.gz',
      (count) => taken[1].push(count),
      async () => start(blob).ahead,
    );
    const expected = await readAll(here);
    expect((await readAll(elsewhere)).equals(expected)).toBe(true);
    expect(elsewhere.damage()).toEqual(here.damage());
    expect(taken[1].at(-1)).toBe(taken[0].at(-1));
    expect(taken[1]).toEqual(taken[1].toSorted((a, b) => a - b));
    const again = elsewhere.text();
    expect(again.size).toBe(expected.length);
    for (let from = 0; from < expected.length; from += 1_234_567) {
      const to = Math.min(expected.length, from + 300);
      expect(Buffer.from(await again.read(from, to)).equals(expected.subarray(from, to))).toBe(true);
    }
  });

  it('waits for its reader, and ends when that has enough', async () => {
    const { ahead, sent } = start(new Blob([whole]));
    const blocks = ahead.blocks(() => {});
    expect((await blocks.next()).value?.length).toBe(1 << 20);
    let isOver = false;
    const ended = sent.then(() => {
      isOver = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(isOver).toBe(false);
    ahead.close();
    await ended;
  });

  it('fails as an unreadable file, for an error in the thread and for a lost thread', async () => {
    const moved = new Blob([whole]);
    moved.stream = () => new ReadableStream({ type: 'bytes', pull: (to) => to.error(new Error('it was moved')) });
    const { ahead, sent } = start(moved);
    await expect(ahead.blocks(() => {}).next()).rejects.toMatchObject({
      code: 'unreadable',
      detail: { file: 'a.gz', why: 'it was moved' },
    });
    await sent;
    const lost = new InflatedAhead(new MessageChannel().port1, 'a.gz');
    lost.fail('it died');
    await expect(lost.blocks(() => {}).next()).rejects.toMatchObject({
      code: 'unreadable',
      detail: { file: 'a.gz', why: 'it died' },
    });
    lost.close();
  });
});
