import { beforeAll, describe, expect, it } from 'vitest';
import { memberOf } from '../core/baseline/baseline.ts';
import { ordinaryLog } from '../testing/detector-contract.ts';
import { bothMomentsOfTable } from '../testing/moments-of-table.ts';
import { readText } from '../testing/read-text.ts';
import type { Engine, View } from './api.ts';
import { createSession } from './session.ts';

const ignore = () => {};
const { signal } = new AbortController();
const files = (text: string, path = 'conn.log') => [{ path, blob: new Blob([text]) }];
const withPort = (cells: string[], row: number) => cells.with(3, String(row % 3 === 0 ? 80 : 443));
const log = ordinaryLog(6000, withPort);
const other = ordinaryLog(3000, (cells, row) => withPort(cells, row).with(2, String(row % 700)));

async function open(text: string, memory?: number): Promise<Engine> {
  const engine = createSession();
  const limits = memory === undefined ? {} : { memory };
  await engine.open({ kind: 'files', files: files(text), ...limits }, ignore, ignore, signal);
  return engine;
}

function top(engine: Engine, detector: string, count: number) {
  const view: View = { detector, where: [], sort: { by: 'rank', descending: false } };
  return engine.rows(view, 0, count, ['duration'], signal);
}

describe('baselines of a session', () => {
  let engine: Engine;

  beforeAll(async () => {
    engine = await open(log);
    await engine.detect('pyod-pca', ignore, signal);
  });

  it('are fitted to files, listed, and score beside the detectors', async () => {
    const made = await engine.fitBaseline(
      { kind: 'files', files: files(other, 'a/tue.log') },
      'pca-log',
      ignore,
      signal,
    );
    expect(made).toMatchObject({
      label: 'Baseline: PCA (log scale), tue.log',
      name: 'tue.log',
      origin: { files: ['tue.log'], fileCount: 1, flows: 3000, chosenBy: [] },
      problems: [],
    });
    const drift = await engine.drift(made.id, ignore, signal);
    expect(drift.flows).toBe(6000);
    const detection = await engine.detect(made.id, ignore, signal);
    expect(detection).toMatchObject({ detector: made.id, label: made.label, baseline: { id: made.id } });
    expect((await top(engine, made.id, 5)).rows[0].score).toBe(detection.scoreMax);
    expect((await top(engine, 'pyod-pca', 5)).rows.length).toBe(5);
    const flow = await engine.flow(made.id, 17, signal);
    const own = (await engine.detect('pca-log', ignore, signal)).features[1].typical;
    expect(flow.contributions.find(({ feature }) => feature === 'orig_bytes')?.typical).not.toBe(own);
  });

  it('of a view keep which fields chose it, and no value', async () => {
    const where = [{ op: 'in', field: 'id.resp_p', values: ['443'] }] as const;
    const view: View = { detector: 'pyod-pca', where, sort: { by: 'rank', descending: false } };
    const made = await engine.fitBaseline({ kind: 'view', view }, 't2', ignore, signal);
    expect(made.origin).toMatchObject({ flows: 4000, chosenBy: ['id.resp_p'] });
    const { notes } = await engine.detect(made.id, ignore, signal);
    expect(notes).toContainEqual({ code: 'constant-feature', detail: { fields: 'id.resp_p', of: 'baseline' } });
    expect(await (await engine.saveBaseline(made.id, '1')).text()).not.toContain('text');
  });

  it('outlive the log, and give the same scores after saving', async () => {
    const made = await engine.fitBaseline({ kind: 'files', files: files(other) }, 'spe', ignore, signal);
    await engine.detect(made.id, ignore, signal);
    const before = await top(engine, made.id, 6000);
    const saved = await engine.saveBaseline(made.id, '1');
    const again = await open(log);
    const opened = await again.openBaseline(saved, 'model.json');
    await again.detect(opened.id, ignore, signal);
    expect(await top(again, opened.id, 6000)).toEqual(before);
    await again.open({ kind: 'files', files: files(log) }, ignore, ignore, signal);
    expect(await again.baselines()).toEqual([opened]);
    await again.detect(opened.id, ignore, signal);
    expect(await top(again, opened.id, 6000)).toEqual(before);
    await again.discardBaseline(opened.id);
    await expect(again.detect(opened.id, ignore, signal)).rejects.toMatchObject({ code: 'bad-request' });
    await expect(top(again, opened.id, 1)).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('open from the sums that a database returns', async () => {
    const moments = bothMomentsOfTable(memberOf('pca-log'), (await readText(log)).table);
    const blobOf = (value: object) => new Blob([`moments\n${JSON.stringify({ 'oddflow-moments': 1, ...value })}\n`]);
    const made = await engine.openBaseline(blobOf(moments), 'moments.json');
    expect(made.origin).toMatchObject({ files: ['conn'], flows: 6000 });
    await engine.detect(made.id, ignore, signal);
    await engine.detect('pca-log', ignore, signal);
    const flows = async (id: string) => (await top(engine, id, 100)).rows.map(({ flow }) => flow);
    expect(await flows(made.id)).toEqual(await flows('pca-log'));
    const half = engine.openBaseline(blobOf({ ...moments, projections: null }), 'moments.json');
    await expect(half).rejects.toMatchObject({ code: 'half-moments' });
  });

  it('say what they cannot be fitted to', async () => {
    const source = { kind: 'files', files: files('what?') } as const;
    await expect(engine.fitBaseline(source, 'pca-log', ignore, signal)).rejects.toMatchObject({
      code: 'not-a-zeek-log',
    });
    await expect(
      engine.fitBaseline({ kind: 'files', files: files(other) }, 'knn', ignore, signal),
    ).rejects.toMatchObject({ code: 'bad-request' });
    await expect(engine.openBaseline(new Blob(['{}']), 'x.json')).rejects.toMatchObject({ code: 'not-a-baseline' });
    await expect(
      engine.fitBaseline({ kind: 'files', files: files(other) }, 'pca-log', ignore, AbortSignal.abort()),
    ).rejects.toThrow(/abort/i);
  });

  it.each(['pyod-pca', 'pca-log', 't2', 'spe'])('score a log that is larger than memory by %s', async (id) => {
    const larger = await open(log, 1);
    const source = { kind: 'files', files: files(other) } as const;
    const there = await larger.fitBaseline(source, id, ignore, signal);
    const here = await engine.fitBaseline(source, id, ignore, signal);
    const { angle, outside } = await engine.drift(here.id, ignore, signal);
    const drift = await larger.drift(there.id, ignore, signal);
    expect(drift.outside).toBe(outside);
    expect(drift.angle).toBeCloseTo(angle, 6);
    await larger.detect(there.id, ignore, signal);
    await engine.detect(here.id, ignore, signal);
    const scores = async (one: Engine, name: string) => (await top(one, name, 6000)).rows.map(({ score }) => score);
    expect(await scores(larger, there.id)).toEqual(await scores(engine, here.id));
    const view: View = { detector: there.id, where: [], sort: { by: 'rank', descending: false } };
    await expect(larger.fitBaseline({ kind: 'view', view }, id, ignore, signal)).rejects.toMatchObject({
      code: 'bad-request',
    });
  });
});
