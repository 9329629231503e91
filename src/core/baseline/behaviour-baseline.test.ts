import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { OfficeLog, officeHeader } from '../../testing/office-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { BloomFilter, MOST_BITS, MOST_CHANNEL_BITS } from '../behaviour/bloom-filter.ts';
import { MOST_LARGEST } from '../behaviour/largest.ts';
import { MOST_TAILS } from '../behaviour/norms.ts';
import { tailOf } from '../behaviour/tail.ts';
import { combined } from '../detect/behaviour-entry.ts';
import { LogError } from '../errors.ts';
import type { Table } from '../table/table.ts';
import { type Baseline, memberOf } from './baseline.ts';
import { measureDrift } from './drift.ts';
import { fitBaseline } from './fit-baseline.ts';
import { fitBehaviour } from './fit-behaviour.ts';
import { flowsOfTable } from './flow-stream.ts';
import { readBaseline } from './read-baseline.ts';
import { MOST_BYTES } from './saved-form.ts';
import { scoreBaseline } from './score-baseline.ts';
import { writeBaseline } from './write-baseline.ts';

const origin = { files: ['monday.log'], fileCount: 1, chosenBy: [], made: 1_700_000_000 };
const fixture = (name: string) =>
  readFileSync(new URL(`../../testing/fixtures/baseline/${name}`, import.meta.url), 'utf8');

let monday: Table;
let tuesday: Table;
let baseline: Baseline;

beforeAll(async () => {
  const office = new OfficeLog();
  const rows = (ts: number) => Array.from({ length: 60 }, (_, i) => office.ordinary(20, ts + 30 * i)).join('');
  monday = (await readText(officeHeader(1) + rows(1000))).table;
  tuesday = (await readText(officeHeader(2) + rows(90_000) + office.upload(90_500))).table;
  baseline = await fitBehaviour('combined', monday, origin, quiet);
});

describe('a baseline of Combined', () => {
  it('has the same bits after saving and opening', async () => {
    const text = writeBaseline(baseline, '1.0');
    expect(text.length).toBeLessThan(MOST_BYTES);
    const again = readBaseline(text, 'model.json');
    const scores = async (by: Baseline) => (await scoreBaseline(by, 'x', tuesday, quiet)).scores;
    expect(await scores(again)).toEqual(await scores(baseline));
    expect(JSON.parse(writeBaseline(again, '1.0'))).toEqual(JSON.parse(text));
  });

  it('of flows without times keeps that after saving and opening', () => {
    const { behaviour } = baseline;
    if (behaviour === null) throw new Error('no reference');
    const timeless: Baseline = { ...baseline, behaviour: { ...behaviour, span: Infinity } };
    expect(readBaseline(writeBaseline(timeless, '1.0'), 'model.json').behaviour?.span).toBe(Infinity);
  });

  it('can be opened when a service has a long name', async () => {
    const service = 'x'.repeat(300);
    const flows = Array.from({ length: 1200 }, (_, i) => ({
      'id.orig_h': `10.0.0.${1 + (i % 40)}`,
      service,
      orig_bytes: 400 + ((i * 37) % 300),
    }));
    const { table } = await readText(connLog(flows));
    const own = await fitBehaviour('behaviour', table, origin, quiet);
    expect(own.behaviour?.norms.tails.size).toBeGreaterThan(0);
    expect(readBaseline(writeBaseline(own, '1.0'), 'model.json').behaviour?.norms).toEqual(own.behaviour?.norms);
  });

  it('is small enough to be opened at its largest', () => {
    const { behaviour } = baseline;
    if (behaviour === null) throw new Error('no reference');
    const bits = (count: number) => new BloomFilter(new Uint8Array(count / 8).fill(255));
    const most = {
      keys: Uint32Array.from({ length: MOST_LARGEST }, (_, at) => at),
      amounts: new Float32Array(MOST_LARGEST).fill(1.1),
      floor: 1,
    };
    const tail = tailOf(1.2345678901234567, 2.3456789012345678, 0.5, Math.log(30e3));
    const full: Baseline = {
      ...baseline,
      behaviour: {
        span: 86_400.123,
        norms: {
          tails: new Map(Array.from({ length: MOST_TAILS }, (_, at) => [`size/a-service-with-a-name-${at}/tcp`, tail])),
          counts: new Map([...behaviour.norms.counts.keys()].map((name) => [name, Array(49).fill(1_000_000)])),
        },
        contacts: {
          ...behaviour.contacts,
          hosts: bits(MOST_BITS),
          services: bits(MOST_BITS),
          channels: bits(MOST_CHANNEL_BITS),
          largest: { flows: most, sent: most, received: most, size: most, seconds: most },
        },
      },
    };
    const text = writeBaseline(full, '1.0');
    expect(text.length).toBeLessThan(MOST_BYTES);
    expect(readBaseline(text, 'model.json').behaviour?.norms.tails.size).toBe(MOST_TAILS);
  });

  it('has no address', () => {
    expect(writeBaseline(baseline, '1.0')).not.toMatch(/10\.0\.0|192\.0\.2/);
  });

  it('ranks the new upload first, and explains it by what is new', async () => {
    const { scores, explain, detector } = await scoreBaseline(baseline, 'x', tuesday, quiet);
    const last = tuesday.rows - 1;
    expect(scores.indexOf(Math.max(...scores))).toBe(last);
    expect(detector.label).toBe('Baseline: Combined, monday.log');
    const sentences = (explain(last).reasons ?? []).map(({ sentence }) => sentence);
    expect(sentences.some((sentence) => /New host: the destination is not in the baseline/.test(sentence))).toBe(true);
  });

  it('has the drift of PCA (log scale), and the channels that it knows', async () => {
    const drift = await measureDrift(baseline, tuesday, quiet);
    expect(drift).toMatchObject({ verdict: 'alike', networks: { known: 1, total: 1 } });
    expect(drift.channels?.total).toBe((drift.channels?.known ?? 0) + 1);
    expect(drift.channels?.share).toBeCloseTo(1 - 1 / tuesday.rows, 9);
  });

  it('gives the scores of Combined where there is nothing to compare', async () => {
    const own = await combined.detect(tuesday, quiet);
    const { scores } = await scoreBaseline(await fitBehaviour('combined', tuesday, origin, quiet), 'x', tuesday, quiet);
    // What the log has itself is familiar, so no score is higher than its own.
    expect(scores.every((score, row) => score <= own.scores[row] + 1e-9)).toBe(true);
  });

  it('does not score flow by flow', () => {
    expect(() => memberOf('combined')).toThrow(LogError);
  });
});

describe('a saved model of each version', () => {
  it.each([1, 2, 3])('version %i is read, written again without loss, and scores another log', async (version) => {
    const saved = readBaseline(fixture(`model-version-${version}.json`), 'model.json');
    const text = JSON.parse(fixture(`model-version-${version}.json`));
    expect(text['oddflow-baseline']).toBe(version);
    const again = JSON.parse(writeBaseline(saved, text.app));
    expect(again).toEqual({
      ...text,
      'oddflow-baseline': Math.max(2, version),
      hosts: version === 1 ? null : text.hosts,
    });
    const { table } = await readText(fixture('other.log'));
    const { scores } = await scoreBaseline(saved, 'x', table, quiet);
    expect(scores.every((score) => Number.isFinite(score))).toBe(true);
    if (version > 2) return;
    const { table: ordinary } = await readText(fixture('ordinary.log'));
    const fresh = await fitBaseline(memberOf('pca-log'), {}, flowsOfTable(ordinary, null), origin, quiet);
    const wanted = (await scoreBaseline(fresh, 'x', table, quiet)).scores;
    expect(scores.every((score, row) => Math.abs(score / wanted[row] - 1) < 1e-9)).toBe(true);
  });
});

describe('a saved model of Behaviour', () => {
  const refused = (change: (behaviour: Saved) => void): string => {
    const saved = JSON.parse(writeBaseline(baseline, '1.0'));
    change(saved.behaviour);
    try {
      readBaseline(JSON.stringify(saved), 'model.json');
    } catch (error) {
      if (error instanceof LogError) return `${error.code}: ${error.detail.why}`;
      throw error;
    }
    return 'taken';
  };
  interface Saved {
    span: unknown;
    tails: Record<string, unknown>;
    counts: Record<string, unknown>;
    contacts: Record<string, Record<string, unknown>>;
    largest: Record<string, Record<string, unknown>>;
  }
  const base64 = (...numbers: number[]) => {
    const bytes = new DataView(new ArrayBuffer(4 * numbers.length));
    numbers.forEach((value, at) => {
      if (at % 2 === 0) bytes.setUint32(4 * at, value, true);
      else bytes.setFloat32(4 * at, value, true);
    });
    return btoa(String.fromCharCode(...new Uint8Array(bytes.buffer)));
  };

  it.each<[string, (saved: Saved) => void, RegExp]>([
    ['no span', (s) => Object.assign(s, { span: 0 }), /behaviour\.span is 0, out of its range/],
    [
      'a part of a tail',
      (s) => Object.assign(s.tails, { upload: [1] }),
      /tails\.upload has 1 entries instead of 3 to 4/,
    ],
    ['a scale of 0', (s) => Object.assign(s.tails, { upload: [1, 2, 0] }), /out of its range/],
    [
      'the count of no indicator',
      (s) => Object.assign(s, { counts: { magic: [1] } }),
      /counts\.magic is the count of no/,
    ],
    ['rising counts', (s) => Object.assign(s.counts, { upload: [1, 2] }), /does not fall/],
    ['no base64', (s) => Object.assign(s.contacts.hosts, { bits: 'no base64!' }), /bits is not base64/],
    ['an odd size of bits', (s) => Object.assign(s.contacts.hosts, { bits: btoa('abc') }), /an impossible size/],
    ['half an entry', (s) => Object.assign(s.largest.sent, { entries: base64(1) }), /has half an entry/],
    ['entries in no order', (s) => Object.assign(s.largest.sent, { entries: base64(7, 5e6, 7, 5e6) }), /not in order/],
    [
      'an amount below the floor',
      (s) => Object.assign(s.largest.sent, { entries: base64(1, 5), floor: 5 }),
      /impossible/,
    ],
    ['an amount that is none', (s) => Object.assign(s.largest.sent, { entries: base64(1, Number.NaN) }), /impossible/],
    ['too many entries', (s) => Object.assign(s.largest.sent, { entries: 'A'.repeat(60_000) }), /is too long/],
  ])('with %s is refused', (_, change, why) => {
    expect(refused(change)).toMatch(why);
  });

  it('is refused in a file of version 2, and without its part', () => {
    const saved = JSON.parse(writeBaseline(baseline, '1.0'));
    const read = (changed: object) => () => readBaseline(JSON.stringify({ ...saved, ...changed }), 'model.json');
    expect(read({ 'oddflow-baseline': 2 })).toThrow(LogError);
    expect(read({ behaviour: undefined })).toThrow(LogError);
    expect(read({})).not.toThrow();
  });
});
