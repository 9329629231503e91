import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../core/detect/index.ts';
import { isAllowed, type Param, type Params } from '../core/detect/params.ts';
import type { NoisePreset } from '../core/schema/noise.ts';
import { type Asked, askedAtFirst, canHave, chosenParams, withParams } from './asked.ts';
import type { Settings } from './settings.ts';
import { readHash, writeHash } from './url-hash.ts';

/** Any value that a setting of a detector can have. */
function anyValue(param: Param): fc.Arbitrary<number | string> {
  switch (param.kind) {
    case 'integer':
      return fc.integer({ min: param.least, max: param.most });
    case 'number':
      return fc.double({ min: param.least, max: param.most, noNaN: true }).filter((value) => !Object.is(value, -0));
    case 'choice':
      return fc.constantFrom(...param.choices);
    case 'subset':
      return fc.subarray([...param.choices], { minLength: 1 }).map((chosen) => chosen.join());
  }
}

/** Some settings of some detectors. */
const params: fc.Arbitrary<Readonly<Record<string, Params>>> = fc
  .subarray(detectors.flatMap(({ id, params }) => params.map((param) => ({ id, param }))))
  .chain((some) => fc.tuple(...some.map(({ id, param }) => anyValue(param).map((value) => ({ id, param, value })))))
  .map((some) => {
    const ids = new Set(some.map(({ id }) => id));
    const of = (wanted: string) => some.flatMap(({ id, param, value }) => (id === wanted ? [[param.name, value]] : []));
    return Object.fromEntries([...ids].map((id) => [id, Object.fromEntries(of(id))]));
  });

/** Every setting that there is: one that is missing here does not compile. */
const settings: fc.Arbitrary<Settings> = fc.record<Settings>({
  detector: fc.option(fc.constantFrom(...detectors.map(({ id }) => id))),
  params,
  contamination: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
  threshold: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0))),
  memory: fc.option(fc.nat(100_000)),
  dropsRepeated: fc.boolean(),
  noise: fc.subarray<NoisePreset>(['multicast', 'broadcast', 'names', 'dhcp', 'ntp']),
  identical: fc.boolean(),
  sort: fc.record({ by: fc.constantFrom('rank', 'score', 'ts', 'id.orig_h', 'orig_bytes'), descending: fc.boolean() }),
  axes: fc.record({
    x: fc.constantFrom('orig_bytes', 'duration', 'PC1'),
    y: fc.constantFrom('resp_bytes', 'id.resp_p'),
  }),
  zone: fc.constantFrom('utc', 'local'),
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
    const where = [{ op: 'in', field: 'id.orig_h', values: ['10.0.0.1'] }] as const;
    const looking: Asked = { ...askedAtFirst, where, label: 'source 10.0.0.1' };
    expect(writeHash(looking)).toBe('');
    expect(writeHash({ ...askedAtFirst, sort: { by: '10.0.0.1', descending: true } })).toBe('');
  });

  it('has settings of detectors by name', () => {
    const params = { 'pyod-pca': { components: 3 }, knn: { distance: 'mean' } };
    expect(writeHash({ ...askedAtFirst, params })).toBe('#v=1&pyod-pca.components=3&knn.distance=mean');
  });

  it('has no threshold of a baseline, which no other page has', () => {
    expect(writeHash({ ...askedAtFirst, detector: 'baseline:1', threshold: 3 })).toBe('');
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

describe('settings of a detector', () => {
  const one = fc.constantFrom(...detectors.filter(({ params }) => params.length > 0));

  it('are kept where they differ from the default, and all come back', () => {
    const choice = one.chain((entry) =>
      fc.record(Object.fromEntries(entry.params.map((param) => [param.name, anyValue(param)]))).map((values) => ({
        entry: { ...entry, hasBaselines: false },
        values,
      })),
    );
    fc.assert(
      fc.property(choice, ({ entry, values }) => {
        const kept = withParams(askedAtFirst, entry, values);
        expect(chosenParams(entry, { ...askedAtFirst, params: kept })).toEqual(values);
        expect(chosenParams(entry, readHash(writeHash({ ...askedAtFirst, params: kept })))).toEqual(values);
        for (const { name, ...param } of entry.params) expect(kept[entry.id]?.[name]).not.toBe(param.default);
      }),
    );
  });

  it('that cannot be are as by default, and a threshold does not hold with them', () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.constantFrom('__proto__', 'constructor'));
    fc.assert(
      fc.property(one, value, (entry, wanted) => {
        const [param] = entry.params;
        fc.pre(!isAllowed(param, wanted));
        const choice = { ...entry, hasBaselines: false };
        const asked = { ...askedAtFirst, detector: entry.id, params: { [entry.id]: { [param.name]: wanted } } };
        expect(chosenParams(choice, asked)[param.name]).toBe(param.default);
        expect(canHave({ detectors: [choice] }, asked)).toBe(false);
      }),
    );
  });
});
