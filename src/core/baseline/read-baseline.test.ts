import { beforeAll, describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { LogError } from '../errors.ts';
import { memberOf } from './baseline.ts';
import { fitBaseline } from './fit-baseline.ts';
import { flowsOfTable } from './flow-stream.ts';
import { readBaseline } from './read-baseline.ts';
import { looksLikeBaseline } from './saved-form.ts';
import { writeBaseline } from './write-baseline.ts';

let text = '';

beforeAll(async () => {
  const flows = Array.from({ length: 200 }, (_, i) => ({
    duration: (i % 17) / 8,
    orig_bytes: (i * 37) % 101,
    'id.resp_p': i % 2 === 0 ? 80 : 443,
    resp_bytes: (i * 53) % 211,
    orig_ip_bytes: (i * 29) % 307,
    resp_pkts: i % 5,
    resp_ip_bytes: (i * 31) % 401,
  }));
  const { table } = await readText(connLog(flows));
  const origin = { files: ['monday.log'], fileCount: 1, chosenBy: ['label'], made: 1_700_000_000 };
  const baseline = await fitBaseline(memberOf('pca-log'), {}, flowsOfTable(table, null), origin, quiet);
  text = writeBaseline(baseline, '1.2.3');
});

/** The sentence with which a text is rejected. */
function refused(saved: string): string {
  try {
    readBaseline(saved, 'model.json');
  } catch (error) {
    if (error instanceof LogError) return `${error.code}: ${error.detail.why ?? error.detail.version}`;
    throw error;
  }
  return 'taken';
}

interface Saved {
  [key: string]: unknown;
  params: Record<string, unknown>;
  origin: Record<string, unknown>;
  features: Record<string, unknown>[];
  kept: unknown[];
  components: { ratio: unknown; loadings: unknown[] }[];
}

function hosts(saved: Saved, change: object): void {
  saved.hosts = { count: 5, every: 1, bits: [7], ...change };
}

function changed(change: (saved: Saved) => void): string {
  const saved = JSON.parse(text) as Saved;
  change(saved);
  return JSON.stringify(saved);
}

describe('a saved model', () => {
  it('is recognised by its first bytes', () => {
    expect(looksLikeBaseline(text.slice(0, 100))).toBe(true);
    expect(looksLikeBaseline(`\ufeff${text.slice(0, 100)}`)).toBe(true);
    expect(looksLikeBaseline('{"ts":1,"oddflow-baseline":1}')).toBe(false);
  });

  it('is read as written, with or without a byte order mark', () => {
    expect(refused(text)).toBe('taken');
    expect(refused(`\ufeff${text}`)).toBe('taken');
  });

  it('of version 1, which has no hosts, is read without hosts', () => {
    const first = changed((saved) => {
      saved['oddflow-baseline'] = 1;
      delete saved.hosts;
    });
    expect(readBaseline(first, 'model.json')).toEqual({ ...readBaseline(text, 'model.json'), hosts: null });
  });

  it('is rejected when any number of bytes is cut off', () => {
    for (let end = 0; end < text.trimEnd().length; end += 97) expect(refused(text.slice(0, end))).toMatch(/not JSON/);
  });

  it('is rejected when any key is missing', () => {
    const saved = JSON.parse(text) as Saved;
    for (const key of Object.keys(saved).filter((name) => name !== 'app')) {
      const without = changed((one) => {
        delete one[key];
      });
      expect(refused(without)).toBe(`not-a-baseline: ${key} is missing`);
    }
  });

  it.each<[string, (saved: Saved) => void, RegExp]>([
    ['a later version', (s) => Object.assign(s, { 'oddflow-baseline': 4 }), /^newer-baseline: 4/],
    ['an invalid version', (s) => Object.assign(s, { 'oddflow-baseline': '1' }), /no finite number/],
    ['an unknown detector', (s) => Object.assign(s, { detector: 'knn' }), /“knn” is not known/],
    ['a detector of other features', (s) => Object.assign(s, { detector: 'pyod-pca-volume-ip-proto' }), /ip_proto/],
    ['an unknown setting', (s) => Object.assign(s.params, { x: 1 }), /no setting x/],
    ['a setting out of range', (s) => Object.assign(s.params, { components: 99 }), /components cannot be 99/],
    ['a feature less', (s) => s.features.pop(), /kept has 7/],
    ['features in another order', (s) => s.features.reverse(), /features/],
    [
      'a mean that is no number',
      (s) => Object.assign(s.features[0], { mean: null }),
      /features\[0\].mean is no finite/,
    ],
    ['a mean beyond all values', (s) => Object.assign(s.features[0], { mean: 1e200 }), /out of its range/],
    ['a scale of nothing', (s) => Object.assign(s.features[2], { scale: 0 }), /features\[2\].scale is 0/],
    ['a box that is inside out', (s) => Object.assign(s.features[0], { low: 9, high: 1 }), /features\[0\].high is 1/],
    ['a feature kept twice', (s) => Object.assign(s.kept, { 1: s.kept[0] }), /not in the order/],
    ['an unknown kept feature', (s) => Object.assign(s.kept, { 0: 'x' }), /none of the features/],
    ['a component less', (s) => s.components.pop(), /components has 6 entries instead of 7/],
    ['a loading less', (s) => s.components[1].loadings.pop(), /components\[1\].loadings has 6/],
    ['loadings that are not orthonormal', (s) => Object.assign(s.components[1].loadings, { 0: 0.99 }), /orthonormal/],
    ['shares that rise', (s) => s.components.reverse(), /do not fall/],
    ['shares that are too many', (s) => Object.assign(s.components[0], { ratio: 0.99 }), /add up/],
    ['a flag that is a word', (s) => Object.assign(s, { degenerate: 'no' }), /neither true nor false/],
    ['a flag that is wrong', (s) => Object.assign(s, { degenerate: true }), /degenerate does not fit/],
    ['an invalid bit', (s) => Object.assign(s, { networks: [4096] }), /networks\[0\] is 4096/],
    ['hosts that are none', (s) => Object.assign(s, { hosts: 1 }), /hosts is no object/],
    ['an invalid bit of hosts', (s) => hosts(s, { bits: [-1] }), /hosts.bits\[0\] is -1/],
    ['more hosts than are looked at', (s) => hosts(s, { bits: Array(129).fill(1) }), /hosts.bits has 129/],
    ['an impossible share of hosts', (s) => hosts(s, { every: 3 }), /impossible share of hosts/],
    ['no flows', (s) => Object.assign(s.origin, { flows: 0 }), /origin.flows is 0/],
    ['files without end', (s) => Object.assign(s.origin, { files: Array(99).fill('a') }), /origin.files has 99/],
  ])('with %s is rejected', (_, change, why) => {
    expect(refused(changed(change))).toMatch(why);
  });

  it.each(['', 'null', '[]', '1', '"x"', '{}', '#fields\tts', '{"ts":1}', '['.repeat(100_000)])(
    'is not any other text (%#)',
    (other) => expect(refused(other)).toMatch(/^not-a-baseline/),
  );

  it('is at most one megabyte', () => {
    expect(refused(text + ' '.repeat(1 << 20))).toMatch(/too large/);
  });

  it('cannot change prototypes or take keys from them', () => {
    const { params: _, ...rest } = JSON.parse(text) as Saved;
    const evil = JSON.stringify(rest).replace('{', '{"__proto__":{"params":{"components":7},"polluted":1},');
    expect(refused(evil)).toBe('not-a-baseline: params is missing');
    const inParams = text.replace('"components": 7', '"__proto__": {"components": 3}');
    expect(refused(inParams)).toMatch(/params/);
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
