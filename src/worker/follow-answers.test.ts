import { expect, it } from 'vitest';
import { OfficeLog, officeHeader } from '../testing/office-log.ts';
import { quiet } from '../testing/read-text.ts';
import { createSession } from './session.ts';

/** A handle as the browser gives it: each `getFile` is what the file has at that moment. */
class Handle {
  readonly kind = 'file';
  readonly name = 'conn.log';
  text: string;
  error: DOMException | null = null;

  constructor(text: string) {
    this.text = text;
  }

  async getFile(): Promise<File> {
    if (this.error !== null) throw this.error;
    return new File([this.text], this.name, { lastModified: this.text.length });
  }
}

const now = 1_700_000_000;

it('follows a handle: the model becomes a baseline, and what comes is counted once', async () => {
  const engine = createSession();
  const office = new OfficeLog();
  const handle = new Handle(officeHeader(6) + office.ordinary(2000, now));
  await engine.follow(handle, 'pca-log');
  const poll = () => engine.pollFollowed(() => {}, quiet.signal);
  const first = await poll();
  expect(first).toMatchObject({ above: 0, blocked: null, status: { flows: 0 }, model: { flows: 2000 } });
  expect(first.model?.baseline.label).toBe('Baseline: PCA (log scale), conn.log');
  expect(await engine.baselines()).toHaveLength(1);
  handle.text += office.ordinary(50, now) + office.upload(now);
  const second = await poll();
  expect(second.status.flows).toBe(51);
  expect(second.flows.filter(({ destination }) => destination === '203.0.113.5')).toHaveLength(1);
  expect(await poll()).toMatchObject({ above: 0, status: { flows: 51 } });
  handle.text = officeHeader(7) + office.upload(now);
  expect(await poll()).toMatchObject({ above: 1, turns: ['lost', 'rotated'], status: { flows: 52 } });
  expect(await engine.baselines()).toHaveLength(1);
});

it('says that the browser asks for permission again, and goes on when it is given', async () => {
  const engine = createSession();
  const office = new OfficeLog();
  const handle = new Handle(officeHeader(6) + office.ordinary(2000, now));
  await engine.follow(handle, '');
  const poll = () => engine.pollFollowed(() => {}, quiet.signal);
  await poll();
  handle.error = new DOMException('no', 'NotAllowedError');
  expect(await poll()).toMatchObject({ blocked: 'permission', above: 0 });
  handle.text += office.upload(now);
  handle.error = null;
  expect(await poll()).toMatchObject({ blocked: null, above: 1 });
});

it('refuses to look where nothing is followed', async () => {
  const engine = createSession();
  await expect(engine.pollFollowed(() => {}, quiet.signal)).rejects.toThrow('no log is followed');
  await engine.follow(new Handle(officeHeader(6)), '');
  await engine.stopFollowing();
  await expect(engine.pollFollowed(() => {}, quiet.signal)).rejects.toThrow('no log is followed');
});
