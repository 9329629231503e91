import { beforeAll, describe, expect, it, vi } from 'vitest';
import { parts as indicators } from '../core/behaviour/parts/index.ts';
import { REMARKABLE } from '../core/behaviour/surprise.ts';
import { makeSample } from '../core/sample/sample.ts';
import { connLog } from '../testing/conn-log.ts';
import { describeView, thresholdAt } from '../testing/describe-view.ts';
import type { Detection, Engine, Run, View } from './api.ts';
import { createSession } from './session.ts';

vi.setConfig({ testTimeout: 60_000 });

const never = new AbortController().signal;
const ignore = () => {};
let engine: Engine;
let run: Run;

async function open(log: Uint8Array): Promise<void> {
  engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
}

const viewOf = ({ detector }: Detection, by: string, descending: boolean): View => ({
  detector,
  where: [],
  sort: { by, descending },
});

describe('columns that a detector adds', () => {
  beforeAll(() => open(makeSample()), 60_000);

  it.each(['behaviour', 'combined'])(
    'are the parts of %s and which of them leads, as the drill-down has it',
    async (id) => {
      const detection = await engine.detect(id, ignore, never);
      const [leads, ...parts] = detection.columns;
      expect([leads.name, parts.length]).toEqual(['leads', indicators.length]);
      expect(parts.every(({ measures, formula, source, isNumber }) => measures && formula && source && isNumber)).toBe(
        true,
      );
      const names = detection.columns.map(({ name }) => name);
      const { rows } = await engine.rows(viewOf(detection, 'rank', false), 0, 40, [...names, 'ts'], never);
      for (const { flow, cells } of rows) {
        const { reasons } = await engine.flow(detection.detector, flow, never);
        const [lead, ...scores] = cells;
        expect(lead).toBe(reasons[0]?.label ?? null);
        for (const { name, score } of reasons.filter((reason) => reason.name !== 'volume')) {
          expect(scores[names.indexOf(name) - 1]).toBe(score);
        }
        expect(
          scores.slice(0, parts.length).filter((score) => typeof score === 'number' && score >= REMARKABLE).length,
        ).toBe(reasons.filter(({ name }) => name !== 'volume').length);
        expect(typeof cells.at(-1)).toBe('number');
      }
    },
  );

  it('sort all flows both ways, ties in rank order', async () => {
    const detection = await engine.detect('behaviour', ignore, never);
    for (const by of ['beacon', 'scan_v', 'leads']) {
      for (const descending of [true, false]) {
        const { rows } = await engine.rows(viewOf(detection, by, descending), 0, run.flows, [by], never);
        expect(rows.length).toBe(run.flows);
        let wrong = 0;
        for (let place = 1; place < rows.length; place++) {
          const [a, b] = [rows[place - 1].cells[0], rows[place].cells[0]];
          if (a === b) wrong += rows[place - 1].rank < rows[place].rank ? 0 : 1;
          else if (b !== null) wrong += a !== null && a < b === !descending ? 0 : 1;
        }
        expect(wrong).toBe(0);
      }
    }
  });

  it('are none of another detector’s', async () => {
    const detection = await engine.detect('pyod-pca', ignore, never);
    expect(detection.columns).toEqual([]);
    const asked = engine.rows(viewOf(detection, 'beacon', true), 0, 1, [], never);
    await expect(asked).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('stand side by side with results of other settings', async () => {
    const three = await engine.detect('pyod-pca', ignore, never, { components: 3 });
    const results = await engine.results(0.05);
    expect(results.map(({ detector }) => detector)).toEqual([
      'behaviour',
      'combined',
      'pyod-pca',
      'pyod-pca?components=3',
    ]);
    for (const { detector, threshold, anomalies } of results) {
      expect(threshold).toBe(await thresholdAt(engine, detector, 0.05));
      const view: View = { detector, where: [], sort: { by: 'rank', descending: false } };
      expect((await describeView(engine, view, threshold)).selected.anomalies).toBe(anomalies);
    }
    expect(three.id).toBe('pyod-pca');
  });
});

describe('a log without a field that Behaviour looks at', () => {
  const flows = Array.from({ length: 30 }, (_, i) => ({ ts: i, 'id.resp_h': `10.0.1.${i}` }));
  const lacking = async () =>
    (await engine.detect('behaviour', ignore, never)).notes.map(({ code, detail }) => [code, detail.field]);

  it('is explained, for a missing and for an empty column', async () => {
    await open(connLog(flows.map((flow) => ({ ...flow, conn_state: '-', orig_pkts: '-' }))));
    expect(await lacking()).toEqual([
      ['field-unset', 'conn_state'],
      ['field-unset', 'orig_pkts'],
    ]);
    const fields = ['ts', 'id.orig_h', 'id.orig_p', 'id.resp_h', 'id.resp_p', 'proto', 'duration', 'orig_bytes'];
    await open(connLog(flows, { fields: [...fields, 'resp_bytes', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'] }));
    expect((await lacking()).map(([, field]) => field)).toEqual(['conn_state', 'history', 'orig_pkts']);
    await open(connLog(flows));
    expect(await lacking()).toEqual([]);
  });

  it('has a name of its own for a part that the log has as a field', async () => {
    await open(
      connLog(
        flows.map((flow) => ({ ...flow, size: 'large' })),
        {
          fields: [
            ...Object.keys(flows[0]),
            'size',
            'id.orig_h',
            'id.resp_p',
            'proto',
            'duration',
            'orig_bytes',
            'resp_bytes',
            'orig_ip_bytes',
            'resp_pkts',
            'resp_ip_bytes',
          ],
        },
      ),
    );
    const { columns } = await engine.detect('behaviour', ignore, never);
    expect(columns.map(({ name }) => name)).toContain('size (indicator)');
    expect(columns.map(({ name }) => name)).not.toContain('size');
  });
});

it('flows that share the highest score are anomalies, however many were asked for', async () => {
  const flow = (i: number) => ({
    ts: 60 * i,
    'id.orig_h': '10.0.0.1',
    'id.resp_h': '192.0.2.9',
    'id.resp_p': 4444,
    proto: 'tcp',
  });
  const beacon = Array.from({ length: 60 }, (_, i) => ({
    ...flow(i),
    conn_state: 'SF',
    orig_bytes: 100,
    orig_pkts: 4,
    resp_pkts: 4,
  }));
  const other = Array.from({ length: 100 }, (_, i) => ({
    ...beacon[0],
    ts: (i * i * 37) % 3600,
    'id.orig_h': `10.0.0.${2 + (i % 9)}`,
    'id.resp_h': `198.51.100.${i % 7}`,
    'id.resp_p': 443,
    orig_bytes: 100 + ((i * 7919) % 5000),
  }));
  await open(connLog([...beacon, ...other]));
  for (const id of ['behaviour', 'combined']) {
    const { detector, scoreMax } = await engine.detect(id, ignore, never);
    const threshold = await thresholdAt(engine, detector, 0.1);
    expect(threshold).toBeLessThan(scoreMax);
    const { anomalies } = (
      await describeView(engine, { detector, where: [], sort: { by: 'rank', descending: false } }, threshold)
    ).selected;
    expect(anomalies).toBeGreaterThanOrEqual(16);
  }
});
