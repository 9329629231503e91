import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NoisePreset } from '../core/schema/noise.ts';
import { askedAtFirst } from './asked.ts';
import { readHash, writeHash } from './url-hash.ts';

const settings = fc.record({
  detector: fc.option(fc.constantFrom('pyod-pca', 'pyod-pca-volume-ip-proto')),
  contamination: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
  threshold: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))),
  memory: fc.option(fc.nat(100_000)),
  noise: fc.subarray<NoisePreset>(['multicast', 'broadcast', 'names', 'dhcp', 'ntp']),
  sort: fc.record({ by: fc.constantFrom('rank', 'score', 'ts', 'id.orig_h', 'orig_bytes'), descending: fc.boolean() }),
});

describe('the hash', () => {
  it('is empty when nothing was changed', () => {
    expect(writeHash(askedAtFirst)).toBe('');
  });

  it('has only what was changed', () => {
    expect(writeHash({ ...askedAtFirst, contamination: 0.05 })).toBe('#v=1&contamination=0.05');
    const sort = { by: 'id.orig_h', descending: false };
    expect(writeHash({ ...askedAtFirst, sort, threshold: 2.605e6 })).toBe('#v=1&threshold=2605000&sort=id.orig_h');
  });

  it('gives any settings back exactly', () => {
    fc.assert(
      fc.property(settings, (changed) => {
        expect(readHash(writeHash({ ...askedAtFirst, ...changed }))).toEqual({ ...askedAtFirst, ...changed });
      }),
    );
  });

  it('never has the flows one looks at', () => {
    const where = [{ kind: 'equals', field: 'id.orig_h', text: '10.0.0.1' }] as const;
    expect(writeHash({ ...askedAtFirst, where, label: 'source 10.0.0.1' })).toBe('');
    expect(writeHash({ ...askedAtFirst, sort: { by: '10.0.0.1', descending: true } })).toBe('');
  });

  it('is taken as absent when broken, whatever it is', () => {
    const broken = '#v=1&detector=<b>&contamination=7&threshold=NaN&memory=-1&sort=../x';
    expect(readHash(broken)).toEqual(askedAtFirst);
    expect(readHash('#v=2&contamination=0.2')).toEqual(askedAtFirst);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { contamination } = readHash(`#v=1&contamination=${text}`);
        expect(contamination > 0 && contamination <= 0.5).toBe(true);
      }),
    );
  });

  it('keeps what can be read when the rest cannot', () => {
    expect(readHash('#v=1&contamination=-1&sort=-ts')).toMatchObject({
      contamination: 0.1,
      sort: { by: 'ts', descending: true },
    });
  });
});
