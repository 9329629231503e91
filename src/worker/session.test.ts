import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { describeView, thresholdAt } from '../testing/describe-view.ts';
import { openSession } from '../testing/open-session.ts';
import type { Detection, Engine, Run, View } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};

const log = new TextDecoder().decode(makeSample());
const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const cells = lines.map((line) => line.split('\t'));

describe('a session with the sample', () => {
  let engine: Engine;
  let run: Run;
  let detection: Detection;
  let threshold: number;
  let all: View;

  beforeAll(async () => {
    ({ engine, run, detection } = await openSession({ 'conn.log': log }));
    threshold = await thresholdAt(engine, detection.detector, 0.1);
    all = { detector: detection.detector, where: [], sort: { by: 'rank', descending: false } };
  });

  it('ranks every flow by score, equal scores by row', async () => {
    const { total, rows } = await engine.rows(all, 0, lines.length + 5, ['duration'], never);
    expect(total).toBe(lines.length);
    expect(rows.length).toBe(lines.length);
    rows.forEach(({ rank, score, row, flow }, place) => {
      expect(rank).toBe(place + 1);
      expect(flow).toBe(row);
      const before = rows[place - 1];
      if (before !== undefined) {
        expect(before.score > score || (before.score === score && before.row < row)).toBe(true);
      }
    });
    expect(rows[0].score).toBe(detection.scoreMax);
    expect(rows.at(-1)?.score).toBe(detection.scoreMin);
  });

  it('gives the cells of the log, null for unset, and uids read from the file', async () => {
    const names = ['ts', 'uid', 'id.orig_h', 'id.resp_p', 'duration', 'service', 'history'];
    const { rows } = await engine.rows(all, 40, 90, names, never);
    for (const { row, cells: shown } of rows) {
      const [ts, uid, source, , , port, , service, duration] = cells[row];
      const unset = (text: string) => (text === '-' ? null : text);
      expect(shown.slice(0, 4)).toEqual([Number(ts), uid, source, Number(port)]);
      expect(shown[4]).toBe(duration === '-' ? null : Number(duration));
      expect(shown.slice(5)).toEqual([unset(service), unset(cells[row][15])]);
    }
  });

  it.each(['score', 'row', 'ts', 'uid', 'id.orig_h', 'id.resp_p', 'service', 'resp_bytes', 'detailedlabel'])(
    'sorts by %s both ways, unset last, equal values in rank order',
    async (by) => {
      for (const descending of [false, true]) {
        const view = { ...all, sort: { by, descending } };
        const { rows } = await engine.rows(view, 0, lines.length, by === 'score' || by === 'row' ? [] : [by], never);
        const value = (place: number) => {
          const row = rows[place];
          return by === 'score' ? row.score : by === 'row' ? row.row : row.cells[0];
        };
        let wrong = 0;
        for (let place = 1; place < rows.length; place++) {
          const [a, b] = [value(place - 1), value(place)];
          if (a === null) wrong += b === null ? 0 : 1;
          else if (a === b) wrong += rows[place - 1].rank < rows[place].rank ? 0 : 1;
          else if (b !== null && by !== 'id.orig_h') wrong += a < b === descending ? 1 : 0;
        }
        expect(wrong).toBe(0);
      }
    },
  );

  it('gives equal counts in tally, histogram, timeline, density and rows of a view', async () => {
    const where = fc.constantFrom<View['where']>(
      [],
      [{ op: 'in', field: 'service', values: ['ssl'] }],
      [
        { op: 'in', field: 'id.orig_h', values: ['192.168.10.23'] },
        { op: 'in', field: 'id.resp_p', values: ['443'] },
      ],
      [{ op: 'range', field: 'ts', from: 1_772_540_000, to: 1_772_550_000 }],
      [{ op: 'in', field: 'uid', values: [cells[11][1]] }],
      [{ op: 'in', field: 'service', values: ['no such service'] }],
    );
    const limit = fc.double({ min: detection.scoreMin, max: detection.scoreMax, noNaN: true });
    await fc.assert(
      fc.asyncProperty(where, limit, async (conditions, above) => {
        const view = { ...all, where: conditions };
        const { flows, anomalies } = (await describeView(engine, view, above)).selected;
        const { total, rows } = await engine.rows(view, 0, lines.length, [], never);
        const histogram = await engine.scoreHistogram(view, above, 40, never);
        const timeline = await engine.timeline(view, above, 96, never);
        const density = await engine.density(view, above, 'orig_bytes', 'PC1', [30, 20], never);
        const sum = (counts: ArrayLike<number>) => Array.from(counts).reduce((a, b) => a + b, 0);
        expect([
          total,
          rows.length,
          sum(histogram.counts),
          sum(timeline.flows) + timeline.unset,
          sum(density.counts),
        ]).toEqual(new Array(5).fill(flows));
        expect([
          rows.filter(({ score }) => score > above).length,
          sum(histogram.anomalies),
          sum(timeline.anomalies),
          sum(density.anomalies),
        ]).toEqual(new Array(4).fill(anomalies));
      }),
      { numRuns: 25 },
    );
  });

  it('gives the threshold of the model beside one that was moved', async () => {
    const moved = await describeView(engine, all, threshold * 2);
    expect(moved).toMatchObject({ threshold: threshold * 2, modelThreshold: threshold, isMoved: true });
    expect(await engine.topScores(detection.detector, [0.1, 0.5])).toEqual([
      threshold,
      await thresholdAt(engine, detection.detector, 0.5),
    ]);
  });

  it('lists the counted number of flows of a finding', async () => {
    const findings = await engine.findings(ignore, never);
    expect(findings?.list.length).toBeGreaterThan(8);
    for (const { where, flows } of findings?.list ?? []) {
      expect((await describeView(engine, { ...all, where }, threshold)).selected).toMatchObject({
        flows,
        listed: flows,
      });
    }
    expect(await engine.findings(ignore, never)).toBe(findings);
  });

  it('gives findings stable ids, techniques and times', async () => {
    const list = (await engine.findings(ignore, never))?.list ?? [];
    const other = await openSession({ 'conn.log': log });
    const again = await other.engine.findings(ignore, never);
    expect(again?.list.map(({ id }) => id)).toEqual(list.map(({ id }) => id));
    expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    const named = list.map(({ id, techniques, points }) => [id.replace(/-[^-]*$/, ''), techniques[0], points]);
    expect(named[0]).toEqual(['port-scan', 'T1046', 94]);
    expect(named.map(([name]) => name)).toContain('brute-force');
    for (const { timeline, flows, points, strength, span } of list) {
      expect([timeline.length, timeline.reduce((a, b) => a + b, 0)]).toEqual([60, flows]);
      expect(points).toBe(Math.min(100, Math.round(12.5 * strength)));
      const [start, end] = run.span ?? [0, 1];
      const bin = Math.min(59, Math.floor((60 * ((span?.[0] ?? 0) - start)) / (end - start)));
      expect(timeline.findIndex((count) => count > 0)).toBe(bin);
    }
  });

  it('selects the flows of a finding by id, and counts the flows of each finding in a selection', async () => {
    const list = (await engine.findings(ignore, never))?.list ?? [];
    for (const { id, flows, where } of list) {
      const byId: View['where'] = [{ op: 'in', field: 'finding', values: [id] }];
      expect((await describeView(engine, { ...all, where: byId }, threshold)).selected).toMatchObject({ flows });
      const counts = await engine.findingCounts({ detector: all.detector, where: byId }, never);
      for (const [place, other] of list.entries()) {
        const both = { ...all, where: [...where, ...other.where] };
        expect(counts[place]).toBe((await describeView(engine, both, threshold)).selected.flows);
      }
    }
    const unknown: View = { ...all, where: [{ op: 'in', field: 'finding', values: ['port-scan-0'] }] };
    await expect(describeView(engine, unknown, threshold)).rejects.toMatchObject({ code: 'refused-filters' });
  });

  it('lists the flows of a finding as one line that opens, and each other flow on its own', async () => {
    const { list = [] } = (await engine.findings(ignore, never)) ?? {};
    const strongest = new Array<string | null>(lines.length).fill(null);
    for (const { id, where } of list.toReversed()) {
      const { rows } = await engine.rows({ ...all, where }, 0, lines.length, [], never);
      for (const { flow } of rows) strongest[flow] = id;
    }
    const order = (await engine.rows(all, 0, lines.length, [], never)).rows.map(({ flow }) => flow);
    const leaders = new Map(order.toReversed().map((flow) => [strongest[flow], flow]));
    const flowsOf = new Map<string | null, number>();
    for (const id of strongest) flowsOf.set(id, (flowsOf.get(id) ?? 0) + 1);
    for (const opened of [[], [list[0].id, list[3].id]]) {
      const view: View = { ...all, group: 'finding', opened };
      const expected = order.flatMap((flow) => {
        const finding = strongest[flow];
        const isAlone = finding === null || opened.includes(finding);
        if (!isAlone && leaders.get(finding) !== flow) return [];
        return [
          {
            flow,
            identical: isAlone ? 1 : flowsOf.get(finding),
            finding,
            ofFinding: finding === null ? 0 : flowsOf.get(finding),
          },
        ];
      });
      const { rows, total } = await engine.rows(view, 0, lines.length, [], never);
      expect(rows.map(({ flow, identical, finding, ofFinding }) => ({ flow, identical, finding, ofFinding }))).toEqual(
        expected,
      );
      expect(total).toBe(expected.length);
      expect((await describeView(engine, view, threshold)).selected.listed).toBe(expected.length);
    }
  });

  it('selects by score, rank, percentile, component and file, with each detector’s own values', async () => {
    const { rows } = await engine.rows(all, 0, lines.length, [], never);
    const count = async (where: View['where'], detector = all.detector) =>
      (await describeView(engine, { ...all, detector, where }, threshold)).selected.flows;
    const from = rows[99].score;
    const byScore: View['where'] = [{ op: 'range', field: 'score', from, to: Infinity }];
    expect(await count(byScore)).toBe(rows.filter(({ score }) => score >= from).length);
    expect(await count([{ op: 'range', field: 'rank', from: 1, to: 7 }])).toBe(7);
    expect(await count([{ op: 'range', field: 'score', from: 'p99', to: Infinity }])).toBe(
      Math.ceil(lines.length / 100),
    );
    expect(await count([{ op: 'in', field: 'file', values: ['conn.log'] }])).toBe(lines.length);
    const { detector } = await engine.detect('pca-log', ignore, never);
    const others = (await engine.rows({ ...all, detector }, 0, lines.length, [], never)).rows;
    expect(await count(byScore, detector)).toBe(others.filter(({ score }) => score >= from).length);
    const flow = await engine.flow(all.detector, rows[0].flow, never);
    const place = detection.axes.findIndex(({ id }) => id === 'PC1');
    const at = flow.position[place];
    expect(await count([{ op: 'range', field: 'PC1', from: at, to: at }])).toBeGreaterThan(0);
  });

  it.each(['rank', 'ts', 'identical'])(
    'lists identical flows as one by %s, the highest for all, and counts them',
    async (by) => {
      const kinds = new Map<string, number>();
      for (const line of cells) {
        const key = [2, 4, 5, 6, 11].map((at) => line[at]).join(' ');
        kinds.set(key, (kinds.get(key) ?? 0) + 1);
      }
      const view: View = { ...all, group: 'port', sort: { by, descending: by === 'identical' } };
      const { flows, listed } = (await describeView(engine, view, threshold)).selected;
      const { total, rows } = await engine.rows(view, 0, lines.length, [], never);
      expect([flows, listed, total, rows.length]).toEqual([lines.length, kinds.size, kinds.size, kinds.size]);
      for (const { row, identical } of rows) {
        expect(identical).toBe(kinds.get([2, 4, 5, 6, 11].map((at) => cells[row][at]).join(' ')));
      }
      expect(await engine.place(view, rows[5].flow)).toBe(5);
      expect(await engine.firstFrom(view, 0)).toBe(0);
      const last = Math.max(...rows.map(({ flow }) => flow));
      expect(await engine.firstFrom(view, last)).toBe(rows.findIndex(({ flow }) => flow === last));
      expect(await engine.firstFrom(view, lines.length)).toBe(-1);
      const values = rows.map(({ rank, identical }) => (by === 'rank' ? rank : -identical));
      if (by !== 'ts') expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(new Set(rows.map(({ rank }) => rank)).has(1)).toBe(true);
    },
  );

  it('gives the details of a flow, with its line byte for byte', async () => {
    const [top] = (await engine.rows(all, 0, 1, [], never)).rows;
    const flow = await engine.flow(detection.detector, top.flow, never);
    expect(new TextDecoder().decode(flow.line)).toBe(lines[top.row]);
    expect(flow).toMatchObject({ rank: 1, row: top.row, score: top.score });
    expect(flow.cells.map(({ text }) => text)).toEqual(cells[top.row]);
    expect(flow.contributions[0].below).toBeGreaterThan(0.99);
    expect(flow.position.length).toBe(detection.axes.length);
    const source = flow.related.find(({ kind }) => kind === 'source');
    expect(source?.flows).toBe(cells.filter((line) => line[2] === cells[top.row][2]).length);
    const { flows } = (await describeView(engine, { ...all, where: source?.where ?? [] }, threshold)).selected;
    expect(flows).toBe(source?.flows);
    expect(await engine.place(all, top.flow)).toBe(0);
  });

  it('keeps the results of each setting, and rejects values that are not allowed', async () => {
    const { id, params } = run.detectors[0];
    expect(params.map(({ name }) => name)).toEqual(['components', 'features']);
    const two = await engine.detect(id, ignore, never, { components: 2 });
    expect(two.detector).toBe('pyod-pca?components=2');
    expect(two.components.map(({ isScored }) => isScored)).toEqual([false, false, false, false, false, true, true]);
    expect(two.scoreMax).toBeLessThan(detection.scoreMax);
    expect(await engine.detect(id, ignore, never, { components: 2 })).toBe(two);
    expect(await engine.detect(id, ignore, never, { components: 7 })).toBe(detection);
    const { terms, score } = await engine.flow(two.detector, 0, never);
    expect(terms.map(({ component }) => component)).toEqual(['PC6', 'PC7']);
    expect(terms[0].term + terms[1].term).toBeCloseTo(score, 6);
    await expect(engine.detect(id, ignore, never, { components: 9 })).rejects.toThrow(/bad-request/);
  });

  it('gives the decrease of the score when one feature is set to its mean', async () => {
    const [top] = (await engine.rows(all, 2, 3, [], never)).rows;
    const flow = await engine.flow(detection.detector, top.flow, never);
    const score = (change: string | null) => {
      const z = detection.features.map(({ name, mean, scale }) => {
        const value = flow.contributions.find(({ feature }) => feature === name)?.value ?? 0;
        return name === change ? 0 : (value - mean) / scale;
      });
      return detection.components.reduce(
        (sum, { ratio, loadings }) => sum + Math.hypot(...z.map((value, i) => value - loadings[i])) / ratio,
        0,
      );
    };
    expect(Math.abs(score(null) / flow.score - 1)).toBeLessThan(1e-12);
    for (const { feature, part } of flow.contributions) {
      expect(Math.abs(flow.score - score(feature) - part) / flow.score).toBeLessThan(1e-9);
    }
  });

  it('rejects unknown detectors, flows and fields', async () => {
    await expect(engine.detect('none', ignore, never)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(engine.flow(detection.detector, 1e9, never)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(
      engine.rows({ ...all, sort: { by: 'nothing', descending: true } }, 0, 1, [], never),
    ).rejects.toMatchObject({
      code: 'bad-request',
    });
    await expect(describeView(createSession(), all, 0)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('answers for every detector, including axes and one flow', async () => {
    for (const { id } of run.detectors) {
      const { axes, detector, features } = await engine.detect(id, ignore, never);
      const [x, y] = ['orig_bytes', axes[axes.length - 1].id];
      const { counts } = await engine.density({ ...all, detector }, 0, x, y, [8, 8], never);
      expect(counts.reduce((total, count) => total + count, 0)).toBe(lines.length);
      const { contributions, position, score, kind } = await engine.flow(detector, 3, never);
      expect(position.length).toBe(axes.length);
      expect(contributions.length).toBe(kind === 'reasons' ? 0 : features.length);
      const sum = contributions.reduce((total, { part }) => total + part, 0);
      if (kind === 'exact') expect(Math.abs(sum - score)).toBeLessThan(1e-9 * Math.max(1, Math.abs(score)));
    }
  });

  it('offers a detector for the columns of later Zeek versions', async () => {
    expect(run.detectors.map(({ label }) => label).slice(0, 3)).toEqual([
      'PCA (PyOD-compatible)',
      'PCA (PyOD-compatible, with ip_proto)',
      'PCA (log scale)',
    ]);
    const eight = await engine.detect(run.detectors[1].id, ignore, never);
    expect(eight.features.length).toBe(8);
  });
});
