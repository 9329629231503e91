import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { mixed } from '../math/hash-keys.ts';
import { type Behaviour, explainFlow, partScore, scoreBehaviour, scoreByReference } from './behaviour.ts';
import { BloomFilter } from './bloom-filter.ts';
import { gatherFacts } from './facts.ts';
import { amountOf, largestOf, MOST_LARGEST } from './largest.ts';
import { parts } from './parts/index.ts';
import { comparePast, countKnownChannels, KNOWN_CHANNEL } from './past.ts';
import { type Reference, referenceOf } from './reference.ts';

type Cells = Record<string, string | number>;

const partOf = (name: string) => parts.findIndex((part) => part.name === name);

/** Row of the upload. */
const BACKUP = 1000;

/** Several hosts on the web, and one that uploads to a backup server. */
function day(upload: number, others: readonly Cells[] = [], isTimed = true): Uint8Array {
  const browsing = Array.from({ length: BACKUP }, (_, i) => ({
    ts: 1000 + 5 * i,
    'id.orig_h': `10.0.0.${1 + (i % 20)}`,
    'id.resp_h': `192.0.2.${1 + ((7 * i) % 40)}`,
    orig_bytes: 400 + ((i * 37) % 300),
  }));
  const backup = {
    ts: 3000,
    'id.orig_h': '10.0.0.5',
    'id.resp_h': '203.0.113.9',
    orig_bytes: upload,
    resp_bytes: 2000,
  };
  const flows: readonly Cells[] = [...browsing, backup, ...others];
  return connLog(isTimed ? flows : flows.map((flow) => ({ ...flow, ts: '-' })));
}

async function referenceTo(log: Uint8Array): Promise<Reference> {
  const { facts } = await scoreBehaviour((await readText(log)).table, quiet);
  return referenceOf(facts, quiet);
}

async function scored(log: Uint8Array, reference: Reference): Promise<Behaviour> {
  return scoreByReference(await gatherFacts((await readText(log)).table, quiet), reference, quiet);
}

describe('a Bloom filter', () => {
  const anyKey = fc.record({ first: fc.nat(0xffffffff), second: fc.nat(0xffffffff) });

  it('has every key that was added', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 300 }), (keys) => {
        const filter = BloomFilter.of(keys.length);
        for (const key of keys) filter.add(key);
        expect(keys.every((key) => filter.has(key))).toBe(true);
      }),
    );
  });

  it('takes as many strangers for members as its rate says', () => {
    const filter = BloomFilter.of(400);
    const keyOf = (i: number) => ({ first: mixed(i) >>> 0, second: mixed(i ^ 0x5bd1e995) >>> 0 });
    for (let i = 0; i < 1500; i++) filter.add(keyOf(i));
    const strangers = Array.from({ length: 20_000 }, (_, i) => keyOf(5000 + i));
    const taken = strangers.filter((key) => filter.has(key)).length / strangers.length;
    expect(filter.rate()).toBeGreaterThan(0.05);
    expect(Math.abs(taken - filter.rate())).toBeLessThan(0.2 * filter.rate());
  });
});

describe('the largest amounts', () => {
  it('are exact up to 4,096; of what is not listed the floor is at least the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 * MOST_LARGEST }), fc.nat(), (count, seed) => {
        const amounts = Float32Array.from({ length: count }, (_, i) => Math.imul(i + seed, 0x9e3779b1) >>> 8);
        const largest = largestOf(amounts, (at) => at);
        expect(largest.keys.length).toBeLessThanOrEqual(MOST_LARGEST);
        const listed = new Set(largest.keys);
        const wrong = [...amounts.keys()].filter((at) => {
          const isListed = listed.has(at);
          const [found, amount] = [amountOf(largest, at), amounts[at]];
          const isExact = found === (isListed ? amount : largest.floor) && found >= amount;
          return !isExact || (count <= MOST_LARGEST && amount > 0 && !isListed);
        });
        expect(wrong).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('a log beside an ordinary day', () => {
  let reference: Reference;

  beforeAll(async () => {
    reference = await referenceTo(day(50e6));
  });

  it('knows its channels whatever the order of rows and the notation of addresses', async () => {
    const flow = { 'id.orig_h': '2001:db8::1', 'id.resp_h': '2001:db8::2' };
    const known = await referenceTo(connLog([flow, { 'id.resp_h': '192.0.2.3' }]));
    const other = { 'id.orig_h': '2001:0DB8:0:0:0:0:0:1', 'id.resp_h': '2001:db8:0::2' };
    const facts = await gatherFacts((await readText(connLog([{ 'id.resp_p': 8443 }, other]))).table, quiet);
    const past = await comparePast(facts, known, 1, quiet);
    const isKnown = [0, 1].map((row) => ((past?.known[facts.flows.channel[row]] ?? 0) & KNOWN_CHANNEL) !== 0);
    expect(isKnown).toEqual([false, true]);
    expect(countKnownChannels({ ...facts, past })).toEqual({ known: 1, total: 2, share: 0.5 });
  });

  it('has no score where it repeats the day', async () => {
    const upload = partOf('upload');
    const alone = await scoreBehaviour((await readText(day(60e6))).table, quiet);
    expect(partScore(alone, upload, BACKUP)).toBeGreaterThan(1);
    expect(partScore(await scored(day(60e6), reference), upload, BACKUP)).toBe(0);
  });

  it('keeps the score of a larger amount, and says how much larger', async () => {
    const behaviour = await scored(day(500e6), reference);
    expect(partScore(behaviour, partOf('upload'), BACKUP)).toBeGreaterThan(1);
    expect(explainFlow(behaviour, partOf('upload'), BACKUP)?.sentence).toMatch(
      /\. In the baseline too: 500 MB sent here, at most 50 MB sent by the baseline, 10 times$/,
    );
  });

  it('keeps the score of a larger amount beside a day without times', async () => {
    const timeless = await referenceTo(day(50e6, [], false));
    const behaviour = await scored(day(500e6), timeless);
    expect(partScore(behaviour, partOf('upload'), BACKUP)).toBeGreaterThan(1);
  });

  it('keeps the score of new contacts, and says what is new', async () => {
    const flow = { ts: 4000, 'id.orig_h': '10.0.0.5', orig_bytes: 190e6, resp_bytes: 2000 };
    const news: readonly (readonly [Cells, RegExp])[] = [
      [{ ...flow, 'id.resp_h': '198.51.100.7' }, /\. New host: the destination is not in the baseline$/],
      [{ ...flow, 'id.orig_h': '10.9.9.9', 'id.resp_h': '203.0.113.9' }, /New host: the source is not/],
      [{ ...flow, 'id.resp_h': '203.0.113.9', 'id.resp_p': 8443 }, /New service: the port of the destination is not/],
    ];
    for (const [cells, words] of news) {
      const behaviour = await scored(day(10, [cells]), reference);
      expect(partScore(behaviour, partOf('upload'), BACKUP + 1)).toBeGreaterThan(1);
      const sentences = parts.map((_, part) => explainFlow(behaviour, part, BACKUP + 1)?.sentence ?? '');
      expect(sentences.some((sentence) => words.test(sentence))).toBe(true);
    }
  });

  it('that is mostly an attack does not become its own norm', async () => {
    const uploads = Array.from({ length: 60 }, (_, i) => ({
      ts: 4000 + i,
      'id.orig_h': `10.0.0.${1 + (i % 20)}`,
      'id.resp_h': `198.51.100.${1 + i}`,
      orig_bytes: 80e6 + i,
      resp_bytes: 100,
    }));
    const log = connLog([
      ...uploads,
      ...uploads.map((flow) => ({ ...flow, 'id.resp_h': '192.0.2.1', orig_bytes: 500 })),
    ]);
    const upload = partOf('upload');
    const alone = await scoreBehaviour((await readText(log)).table, quiet);
    expect(partScore(alone, upload, 0)).toBeLessThan(0.5);
    expect(partScore(await scored(log, reference), upload, 0)).toBeGreaterThan(2);
  });
});
