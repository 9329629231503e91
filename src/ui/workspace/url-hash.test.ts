import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectors } from '../../core/detect/index.ts';
import { isAllowed, type Param, type Params } from '../../core/detect/params.ts';
import { describeField } from '../../core/schema/conn.ts';
import type { NoisePreset } from '../../core/schema/noise.ts';
import { addClause, type Clause, type ClauseSource, clauseOf, resolve } from '../../core/selection/clauses.ts';
import { parse } from '../../core/selection/parse.ts';
import { isParseError } from '../../core/selection/parse-error.ts';
import { equals, keyOfAll } from '../../core/selection/predicate.ts';
import { filterSchema } from '../filter/filter-schema.ts';
import { applyLinkedFilter } from './linked-filter.ts';
import { canHave, chosenParams, withParams } from './model.ts';
import { withNoise } from './noise.ts';
import { type Settings, usualSettings } from './settings.ts';
import { readHash, writeHash } from './url-hash.ts';
import { type Model, newWorkspace } from './workspace.ts';

/** Any value that a setting of a detector allows. */
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

/** Random settings of random detectors. */
const params: fc.Arbitrary<Readonly<Record<string, Params>>> = fc
  .subarray(detectors.flatMap(({ id, params }) => params.map((param) => ({ id, param }))))
  .chain((some) => fc.tuple(...some.map(({ id, param }) => anyValue(param).map((value) => ({ id, param, value })))))
  .map((some) => {
    const ids = new Set(some.map(({ id }) => id));
    const of = (wanted: string) => some.flatMap(({ id, param, value }) => (id === wanted ? [[param.name, value]] : []));
    return Object.fromEntries([...ids].map((id) => [id, Object.fromEntries(of(id))]));
  });

const settings: fc.Arbitrary<Settings> = fc
  .record({
    model: fc.record<Model>({
      detector: fc.option(fc.constantFrom(...detectors.map(({ id }) => id))),
      params,
      contamination: fc.double({ min: 1e-6, max: 0.5, noNaN: true }),
      threshold: fc.option(
        fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
      ),
    }),
    noise: fc.subarray<NoisePreset>(['multicast', 'broadcast', 'names', 'dhcp', 'ntp']),
    linkedSuppressions: fc.constantFrom('', 'service:dns # ours\n#off port:1\n'),
    linkedFilter: fc.oneof(fc.constant(''), fc.constantFrom('src:10.0.0.0/8 score:>=3×', '"a b" & c=#+%'), fc.string()),
    group: fc.constantFrom(null, 'none' as const, 'identical' as const, 'finding' as const),
    sort: fc.record({
      by: fc.constantFrom('rank', 'score', 'ts', 'id.orig_h', 'orig_bytes'),
      descending: fc.boolean(),
    }),
    axes: fc.record({
      x: fc.constantFrom('orig_bytes', 'duration', 'PC1'),
      y: fc.constantFrom('resp_bytes', 'id.resp_p'),
    }),
    page: fc.record({
      memory: fc.option(fc.nat(100_000)),
      dropsRepeated: fc.boolean(),
      zone: fc.constantFrom('utc' as const, 'local' as const),
      areSingleKeysOn: fc.boolean(),
    }),
  })
  .map(({ model, noise, linkedFilter, linkedSuppressions, group, sort, axes, page }): Settings => {
    const { lists } = newWorkspace;
    const selection = withNoise([], noise);
    return {
      workspace: {
        ...newWorkspace,
        model,
        selection,
        linkedFilter,
        linkedSuppressions,
        axes,
        lists: { ...lists, flows: { ...lists.flows, sort, group } },
      },
      page,
    };
  });

/** The defaults with changes to the workspace. */
function withChanges(changes: Partial<Settings['workspace']>): Settings {
  return { ...usualSettings, workspace: { ...newWorkspace, ...changes } };
}

function sortedBy(by: string, descending: boolean): Settings['workspace']['lists'] {
  const { lists } = newWorkspace;
  return { ...lists, flows: { ...lists.flows, sort: { by, descending } } };
}

describe('the hash', () => {
  it('is empty for defaults', () => {
    expect(writeHash(usualSettings)).toBe('');
  });

  it('has only changed settings', () => {
    const model = { ...newWorkspace.model, contamination: 0.05 };
    expect(writeHash(withChanges({ model }))).toBe('#v=1&contamination=0.05');
    const moved = { ...newWorkspace.model, threshold: 2.605e6 };
    expect(writeHash(withChanges({ model: moved, lists: sortedBy('id.orig_h', false) }))).toBe(
      '#v=1&threshold=2605000&sort=id.orig_h',
    );
  });

  it('restores any settings exactly', () => {
    fc.assert(
      fc.property(settings, (changed) => {
        const { workspace, page } = readHash(writeHash(changed));
        expect({ workspace: { ...workspace, open: newWorkspace.open }, page }).toEqual(changed);
      }),
    );
  });

  it('shows the flows first if it has settings of them', () => {
    const tabOf = (hash: string) => readHash(hash).workspace.open.tab;
    expect(
      ['detector=lof', 'threshold=3', 'sort=-ts', 'filter=service:dns', 'tab=flows'].map((part) =>
        tabOf(`#v=1&${part}`),
      ),
    ).toEqual(['flows', 'flows', 'flows', 'flows', 'flows']);
    expect([tabOf('#v=1&contamination=0.2'), tabOf('#v=1&tab=hosts'), tabOf('')]).toEqual([null, null, null]);
  });

  it('reads the setting for identical flows in links of earlier versions', () => {
    expect(readHash('#v=1&alike=one').workspace.lists.flows.group).toBe('identical');
  });

  it('has the filters that are on, and restores flows that they select, for any clauses', () => {
    const fields = ['id.orig_h', 'service', 'id.resp_p', 'duration', 'orig_bytes', 'ts', 'conn_state'];
    const run = { fields: fields.map((name) => describeField(name, '')), span: [1772496000, 1772500000] as const };
    const text = fc.constantFrom(
      ...[
        'service:dns',
        'service:"a, b",-',
        'port:>1024',
        'score:>=3x',
        'score:>p99',
        'duration:1m..1h',
        '"a "b" & #=+%"',
      ],
      ...[
        'time:2026-03-03',
        'time:14:00..14:30',
        '-state:SF',
        '(state:S0 or port:53)',
        'not (port:1 state:S0)',
        'noise:dhcp',
      ],
      ...['src:10.0.0.0/8', '10.0.0.5', 'service:10.0.0.1', '"10.0."', 'file:a.log'],
    );
    const source = fc.constantFrom<ClauseSource>('box', 'click', 'facet:service', 'suppress', 'link', 'finding');
    const reason = fc.constantFrom('', 'our # scanner', 'seen at 10.0.0.7');
    const clauses = fc.array(fc.record({ text, source, isOn: fc.boolean(), reason }), { maxLength: 6 }).map((all) =>
      all.reduce<readonly Clause[]>((before, one) => {
        const found = parse(one.text, filterSchema(run, null));
        if (isParseError(found)) throw new Error(`${one.text}: ${found.code}`);
        const why = one.source === 'suppress' && one.reason !== '' ? { reason: one.reason } : {};
        return addClause(before, clauseOf(one.source, found, one.text, { isOn: one.isOn, ...why }));
      }, []),
    );
    fc.assert(
      fc.property(clauses, fc.boolean(), (selection, withAddresses) => {
        const hash = writeHash(withChanges({ selection }), withAddresses);
        const { workspace } = readHash(hash);
        const { to, error } = applyLinkedFilter(workspace, run);
        expect(error).toBe(null);
        const kept = selection.filter(({ label }) => withAddresses || !/10\.0|file:/.test(label));
        expect(keyOfAll(resolve(to.selection ?? [], 1))).toBe(keyOfAll(resolve(kept, 1)));
        const reasonsOf = (all: readonly Clause[] = []) =>
          all.filter(({ source }) => source === 'suppress').map((one) => one.reason ?? 'From a link');
        const reasons = reasonsOf(kept.filter(({ isOn }) => isOn));
        const open = reasons.map((why) => (withAddresses || !why.includes('10.0') ? why : 'From a link'));
        expect(reasonsOf(to.selection)).toEqual(open);
        if (!withAddresses) expect(decodeURIComponent(hash)).not.toMatch(/10\.0|a\.log/);
        // A second link of the restored filters is the same, and following it changes nothing.
        const again = withChanges({ selection: to.selection ?? [] });
        expect(writeHash(again, withAddresses)).toBe(hash);
      }),
      { numRuns: 500 },
    );
  });

  it('with a filter that is wrong for this log leaves it out, and says why', () => {
    const run = { fields: [describeField('service', '')], span: null };
    const before = [clauseOf('noise', { op: 'preset', id: 'dhcp' } as const, 'DHCP')];
    for (const linkedFilter of ['port:53', 'servce:dns', '(service:dns']) {
      const { to, error } = applyLinkedFilter({ linkedFilter, linkedSuppressions: '', selection: before }, run);
      expect(to).toEqual({ linkedFilter: '', linkedSuppressions: '' });
      expect(error).toMatchObject({ code: 'wrong-link-filter', detail: { filter: linkedFilter } });
    }
    const linkedSuppressions = 'service:ssl # ours\n';
    const good = applyLinkedFilter({ linkedFilter: 'service:dns', linkedSuppressions, selection: before }, run);
    expect(good.to.selection?.map(({ label }) => label)).toEqual(['DHCP', 'service:ssl', 'service:dns']);
    const half = applyLinkedFilter({ linkedFilter: 'port:53', linkedSuppressions, selection: before }, run);
    expect(half.to.selection?.map(({ reason }) => reason)).toEqual([undefined, 'ours']);
    expect(half.error).not.toBe(null);
    const wrong = applyLinkedFilter({ linkedFilter: '', linkedSuppressions: 'a\nport:1', selection: before }, run);
    expect(wrong.error).toMatchObject({ detail: { filter: 'port:1' } });
  });

  it('contains no address', () => {
    const source = clauseOf('click', equals('id.orig_h', '10.0.0.1'), 'src 10.0.0.1');
    expect(writeHash(withChanges({ selection: [source] }))).toBe('');
    expect(writeHash(withChanges({ lists: sortedBy('10.0.0.1', true) }))).toBe('');
  });

  it('has settings of detectors by name', () => {
    const params = { 'pyod-pca': { components: 3 }, knn: { distance: 'mean' } };
    expect(writeHash(withChanges({ model: { ...newWorkspace.model, params } }))).toBe(
      '#v=1&pyod-pca.components=3&knn.distance=mean',
    );
  });

  it('has no threshold of a baseline, which other pages lack', () => {
    const model = { ...newWorkspace.model, detector: 'baseline:1', threshold: 3 };
    expect(writeHash(withChanges({ model }))).toBe('');
  });

  it('is ignored if it is malformed', () => {
    const broken = '#v=1&detector=<b>&contamination=7&threshold=NaN&memory=-1&sort=../x';
    expect(readHash(broken)).toEqual(usualSettings);
    expect(readHash('#v=2&contamination=0.2')).toEqual(usualSettings);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { contamination } = readHash(`#v=1&contamination=${text}`).workspace.model;
        expect(contamination > 0 && contamination <= 0.5).toBe(true);
      }),
    );
  });

  it('keeps valid settings beside invalid ones', () => {
    const { model, lists } = readHash('#v=1&contamination=-1&sort=-ts').workspace;
    expect(model.contamination).toBe(0.1);
    expect(lists.flows.sort).toEqual({ by: 'ts', descending: true });
  });
});

describe('settings of a detector', () => {
  const one = fc.constantFrom(...detectors.filter(({ params }) => params.length > 0));

  it('are kept if they differ from the default, and are restored', () => {
    const choice = one.chain((entry) =>
      fc.record(Object.fromEntries(entry.params.map((param) => [param.name, anyValue(param)]))).map((values) => ({
        entry: { ...entry, hasBaselines: false, hasScripts: false },
        values,
      })),
    );
    fc.assert(
      fc.property(choice, ({ entry, values }) => {
        const kept = withParams(newWorkspace.model, entry, values);
        expect(chosenParams(entry, { params: kept })).toEqual(values);
        const hash = writeHash(withChanges({ model: { ...newWorkspace.model, params: kept } }));
        expect(chosenParams(entry, readHash(hash).workspace.model)).toEqual(values);
        for (const { name, ...param } of entry.params) expect(kept[entry.id]?.[name]).not.toBe(param.default);
      }),
    );
  });

  it('that are invalid become the default, and void the threshold', () => {
    const value = fc.oneof(fc.double(), fc.string(), fc.constantFrom('__proto__', 'constructor'));
    fc.assert(
      fc.property(one, value, (entry, wanted) => {
        const [param] = entry.params;
        fc.pre(!isAllowed(param, wanted));
        const choice = { ...entry, hasBaselines: false, hasScripts: false };
        const model = { detector: entry.id, params: { [entry.id]: { [param.name]: wanted } } };
        expect(chosenParams(choice, model)[param.name]).toBe(param.default);
        expect(canHave({ detectors: [choice] }, model)).toBe(false);
      }),
    );
  });
});
