import { constants, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { createRandom, type Random } from '../math/random.ts';
import { createGunzip } from './gunzip-kernel.ts';

/** Text of some kind: numbers, one byte or some bytes over and over, noise, few letters, or all of them. */
function makeText(random: Random): Buffer {
  const parts = Array.from({ length: random.integer(0, 5) }, () => {
    const length = Math.floor(random.logNormal(3000, 1.5));
    switch (random.integer(0, 4)) {
      case 0:
        return Buffer.from(
          Array.from({ length: length >> 3 }, (_, i) => `${i * 7919}\t10.0.${i % 251}.${i % 17}\n`).join(''),
        );
      case 1:
        return Buffer.alloc(length, random.integer(0, 255));
      case 2:
        return Buffer.from(Array.from({ length }, () => random.integer(0, 255)));
      case 3:
        return Buffer.alloc(length, 'Each copy overlaps itself by another distance.'.slice(0, random.integer(2, 45)));
      default:
        return Buffer.from(Array.from({ length }, () => 97 + (Math.floor(random.exponential(3)) % 26)));
    }
  });
  return Buffer.concat(parts);
}

const strategies = [
  constants.Z_DEFAULT_STRATEGY,
  constants.Z_FILTERED,
  constants.Z_HUFFMAN_ONLY,
  constants.Z_RLE,
  constants.Z_FIXED,
];

function makeMember(text: Buffer, random: Random): Buffer {
  const member = gzipSync(text, {
    level: random.integer(0, 9),
    strategy: random.pick(strategies),
    windowBits: random.integer(9, 15),
    memLevel: random.integer(1, 9),
  });
  const flags = random.integer(0, 7);
  const extra = flags & 1 ? Buffer.concat([Buffer.from([5, 0]), Buffer.alloc(5, 7)]) : Buffer.alloc(0);
  const name = flags & 2 ? Buffer.from('conn.log\0') : Buffer.alloc(0);
  const comment = flags & 4 ? Buffer.from('a comment\0') : Buffer.alloc(0);
  const head = Buffer.from(member.subarray(0, 10));
  head[3] = (flags & 1 ? 4 : 0) | (flags & 2 ? 8 : 0) | (flags & 4 ? 16 : 0);
  return Buffer.concat([head, extra, name, comment, member.subarray(10)]);
}

function inflate(file: Uint8Array, random: Random) {
  const gunzip = createGunzip();
  if (gunzip === null) throw new Error('no kernel');
  const parts: Buffer[] = [];
  const most = random.pick([1, 7, 100, 5000, 1_000_000]);
  for (let at = 0; at < file.length; ) {
    const end = at + random.integer(1, most);
    for (const block of gunzip.push(file.subarray(at, end))) parts.push(Buffer.from(block));
    at = end;
  }
  for (const block of gunzip.end()) parts.push(Buffer.from(block));
  gunzip.close();
  return { text: Buffer.concat(parts), gunzip };
}

describe('the kernel of gunzip', () => {
  it('gives what zlib gives, for any text, level, strategy, header, members and cut', () => {
    for (let seed = 1; seed <= 250; seed++) {
      const random = createRandom(seed);
      const texts = Array.from({ length: random.integer(1, 4) }, () => makeText(random));
      const file = Buffer.concat(texts.map((text) => makeMember(text, random)));
      const { text, gunzip } = inflate(file, random);
      if (!text.equals(gunzipSync(file)) || gunzip.damage !== null)
        throw new Error(`seed ${seed}: ${JSON.stringify(gunzip.damage)}`);
    }
  });

  it('gives a cut file up to where zlib comes, at least, and says that it is cut', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const random = createRandom(seed);
      const whole = makeText(random);
      const file = makeMember(whole, random);
      const cut = file.subarray(0, random.integer(0, file.length - 1));
      const { text, gunzip } = inflate(cut, random);
      if (cut.length > 60) {
        const byZlib = gunzipSync(cut, { finishFlush: constants.Z_SYNC_FLUSH });
        expect(text.length).toBeGreaterThanOrEqual(byZlib.length);
      }
      expect(whole.subarray(0, text.length).equals(text)).toBe(true);
      expect(gunzip.damage?.why).toBe('cut');
    }
  });

  it('takes nothing for whole that zlib does not', () => {
    let found = 0;
    for (let seed = 1; seed <= 300; seed++) {
      const random = createRandom(seed);
      const whole = makeText(random);
      const file = makeMember(whole, random);
      file[random.integer(0, file.length - 1)] ^= 1 << random.integer(0, 7);
      const { text, gunzip } = inflate(file, random);
      let byZlib: Buffer | null = null;
      try {
        byZlib = gunzipSync(file);
      } catch {
        found++;
      }
      // zlib minds the reserved flags of a header, and its checksum; texts are what counts.
      if (gunzip.damage === null) expect(text.equals(byZlib ?? whole)).toBe(true);
    }
    expect(found).toBeGreaterThan(100);
  });

  it('finds what follows a member whose text ends where there is no more room', () => {
    const random = createRandom(2);
    const text = Buffer.from(Array.from({ length: 140_000 }, () => `${random.integer(0, 1e9)}`).join('\n'));
    const room = 1 << 20;
    for (let length = room - 4; length < room + 12; length++) {
      const file = Buffer.concat([gzipSync(text.subarray(0, length)), gzipSync('two')]);
      const { text: found, gunzip } = inflate(file, random);
      expect(found.equals(gunzipSync(file))).toBe(true);
      expect(gunzip.damage).toBeNull();
    }
  });

  it('reads from any of its points what a whole read gives from there', () => {
    const random = createRandom(5);
    const line = (i: number) => `${i}\t${random.integer(0, 1e9)}\t10.0.${i % 251}.${i % 17}\n`;
    const text = Buffer.from(Array.from({ length: 400_000 }, (_, i) => line(i)).join(''));
    const file = Buffer.concat([gzipSync(text.subarray(0, 7_000_001)), gzipSync(text.subarray(7_000_001))]);
    const { gunzip } = inflate(file, random);
    expect(gunzip.damage).toBeNull();
    expect(gunzip.points.length).toBeGreaterThan(3);
    for (const point of gunzip.points) {
      const again = createGunzip(point);
      const blocks = [...(again?.push(file.subarray(point.file)) ?? [])].length;
      expect(blocks).toBeGreaterThan(0);
      const parts: Buffer[] = [];
      const third = createGunzip(point);
      for (const block of third?.push(file.subarray(point.file)) ?? []) parts.push(Buffer.from(block));
      for (const block of third?.end() ?? []) parts.push(Buffer.from(block));
      expect(Buffer.concat(parts).equals(text.subarray(point.text))).toBe(true);
      expect(third?.damage).toBeNull();
    }
  });

  it('warns for a member whose checksum is wrong and reads the next, passes over padding, and tells other bytes', () => {
    const random = createRandom(1);
    const first = gzipSync('one');
    first[first.length - 6] ^= 1;
    const wrong = inflate(Buffer.concat([first, gzipSync('two')]), random);
    expect(wrong.text.toString()).toBe('onetwo');
    expect(wrong.gunzip.damage).toEqual({ why: 'checksum', at: first.length });
    expect(inflate(Buffer.concat([gzipSync('one'), Buffer.alloc(600)]), random).gunzip.damage).toBeNull();
    expect(inflate(Buffer.concat([gzipSync('one'), Buffer.from('words')]), random).gunzip.damage?.why).toBe('trailing');
    expect(inflate(Buffer.from([0x1f, 0x8b]), random).gunzip.damage?.why).toBe('cut');
  });
});
