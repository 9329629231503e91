import { gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { makeSample } from '../core/sample/sample.ts';
import { describeView, thresholdAt } from '../testing/describe-view.ts';
import { openSession } from '../testing/open-session.ts';
import type { News, View } from './api.ts';

const never = new AbortController().signal;
const ignore = () => {};

const log = new TextDecoder().decode(makeSample());
const lines = log.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
const cells = lines.map((line) => line.split('\t'));

describe('a session with several files', () => {
  const header = log.split('\n').slice(0, 8).join('\n');
  const part = (from: number, to: number) => `${header}\n${lines.slice(from, to).join('\n')}\n`;

  it('scores them as one log, plain or compressed', async () => {
    const whole = await openSession({ 'conn.log': part(0, 900) });
    const split = await openSession({ a: part(0, 300), 'b.gz': gzipSync(part(300, 650)), c: part(650, 900) });
    expect(split.run.flows).toBe(900);
    const view = (detector: string): View => ({ detector, where: [], sort: { by: 'rank', descending: false } });
    const one = await whole.engine.rows(view(whole.detection.detector), 0, 900, ['uid'], never);
    const three = await split.engine.rows(view(split.detection.detector), 0, 900, ['uid'], never);
    expect(three.rows.map(({ score, cells: [uid] }) => [score, uid])).toEqual(
      one.rows.map(({ score, cells: [uid] }) => [score, uid]),
    );
    for (const {
      file,
      row,
      cells: [uid],
    } of three.rows)
      expect(uid).toBe(cells[[0, 300, 650][file] + row][1]);
  });

  it('closes the previous run when another is opened, even an unreadable one', async () => {
    const { engine, detection } = await openSession({ a: part(0, 100) });
    await expect(
      engine.open({ kind: 'files', files: [{ path: 'x', blob: new Blob(['?']) }] }, ignore, ignore, never),
    ).rejects.toThrow();
    await expect(thresholdAt(engine, detection.detector, 0.1)).rejects.toMatchObject({ code: 'bad-request' });
  });
});

it('every run has a unique id, in any session', async () => {
  const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
  try {
    const runs = await Promise.all([1, 2, 3].map(() => openSession({ 'conn.log': log })));
    expect(new Set(runs.map(({ run }) => run.milliseconds.read)).size).toBe(1);
    expect(new Set(runs.map(({ run }) => run.id)).size).toBe(3);
  } finally {
    clock.mockRestore();
  }
});

describe('opening another log', () => {
  const small = `${log.split('\n').slice(0, 60).join('\n')}\n`;
  const source = (text: string, memory?: number) =>
    ({
      kind: 'files',
      files: [{ path: 'b.log', blob: new Blob([text]) }],
      ...(memory === undefined ? {} : { memory }),
    }) as const;

  it('leaves the kept run usable, whether it fails, is cancelled or succeeds', async () => {
    const { engine, run, detection } = await openSession({ 'conn.log': log });
    await engine.keep();
    await expect(engine.open(source('words'), ignore, ignore, never)).rejects.toThrow();
    expect(await thresholdAt(engine, detection.detector, 0.1)).toBeGreaterThan(0);
    const stop = new AbortController();
    const reading = engine.open(source(log), () => stop.abort(), ignore, stop.signal);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(await engine.reopen()).toBe(true);
    const other = await engine.open(source(small), ignore, ignore, never);
    expect(other.flows).toBeLessThan(run.flows);
    await expect(thresholdAt(engine, detection.detector, 0.1)).rejects.toMatchObject({ code: 'bad-request' });
    expect(await engine.reopen()).toBe(true);
    expect(
      (await describeView(engine, { detector: detection.detector, where: [], sort: allByRank }, 0)).selected.flows,
    ).toBe(run.flows);
  });

  it('is discarded if the user returns to the previous run meanwhile', async () => {
    const { engine, run, detection } = await openSession({ 'conn.log': log });
    await engine.keep();
    const reading = engine.open(source(small), ignore, ignore, never);
    expect(await engine.reopen()).toBe(true);
    await expect(reading).rejects.toMatchObject({ name: 'AbortError' });
    expect(
      (await describeView(engine, { detector: detection.detector, where: [], sort: allByRank }, 0)).selected.flows,
    ).toBe(run.flows);
  });

  it('replaces a run that is too large to keep once it has rows, and reports it; other files do not', async () => {
    const { engine, run } = await openSession({ 'conn.log': log });
    await engine.keep();
    const news: News['kind'][] = [];
    const memory = run.flows * 80 + 1000;
    const hear = ({ kind }: News) => void news.push(kind);
    await expect(engine.open(source('\n'.repeat(1e6), memory), ignore, hear, never)).rejects.toThrow();
    expect(news).not.toContain('given-up');
    await engine.open(source(log, memory), ignore, hear, never);
    expect(news).toContain('given-up');
    expect(await engine.reopen()).toBe(false);
  });
});

const allByRank = { by: 'rank', descending: false } as const;
