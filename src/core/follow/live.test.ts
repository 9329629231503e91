import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { GrowingFiles } from '../../testing/growing-files.ts';
import { OfficeLog, officeHeader } from '../../testing/office-log.ts';
import { quiet } from '../../testing/read-text.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import { Live } from './live.ts';
import type { LiveEvent, LiveOptions } from './live-events.ts';
import { readLiveState, writeLiveState } from './live-state.ts';

const NAME = 'conn.log';
const means = { kernel: createCellKernel(), inflate: null };
const [member] = pcaFamily;
/** An office's log in a folder in memory. */
class Office {
  readonly files = new GrowingFiles();
  private readonly log = new OfficeLog();

  constructor() {
    this.files.write(NAME, officeHeader(6));
  }

  ordinary(rows: number, scale = 1): void {
    this.write(this.log.ordinary(rows, this.seconds, scale));
  }

  upload(): void {
    this.write(this.log.upload(this.seconds));
  }

  scan(from: number, hosts: number): void {
    this.write(this.log.scan(from, hosts, this.seconds));
  }

  rotate(name: string): void {
    this.files.rename(NAME, name);
    this.files.gzip(name);
    this.files.write(NAME, officeHeader(7));
  }

  private write(text: string): void {
    this.files.write(NAME, text);
  }

  private get seconds(): number {
    return this.files.now / 1000;
  }
}

class Watch {
  readonly office = new Office();
  readonly events: LiveEvent[] = [];
  live: Live;
  private readonly more: Partial<LiveOptions>;

  constructor(rows: number, more: Partial<LiveOptions> = {}) {
    this.more = more;
    if (rows > 0) this.office.ordinary(rows);
    this.live = this.create();
  }

  /** Moves the clock, and polls. */
  async after(seconds: number): Promise<LiveEvent[]> {
    this.office.files.now += 1000 * seconds;
    const from = this.events.length;
    for await (const events of this.live.poll(quiet)) this.events.push(...events);
    return this.events.slice(from);
  }

  async restart(): Promise<void> {
    if (this.live.state === null) throw new Error('no state');
    const saved = writeLiveState(this.live.state, 'test');
    await this.live.close();
    this.live = this.create(readLiveState(saved, 'state.json'));
  }

  private create(state: ConstructorParameters<typeof Live>[3] = null): Live {
    const options = {
      fitting: { member, params: {} },
      baseline: null,
      refitSeconds: null,
      clock: () => this.office.files.now,
      ...this.more,
    };
    return new Live(this.office.files.path(NAME), options, means, state);
  }
}

const kinds = (events: readonly LiveEvent[]) => events.map(({ kind }) => kind);

describe('Live', () => {
  it('fits to what is there, and scores what comes by that model', async () => {
    const watch = new Watch(3000);
    const [first] = await watch.after(0);
    expect(first).toMatchObject({ kind: 'model', model: { number: 1, flows: 3000 } });
    expect(watch.live.status).toMatchObject({ flows: 0, above: 0 });
    watch.office.ordinary(99);
    watch.office.upload();
    const events = await watch.after(2);
    expect(watch.live.status).toMatchObject({ flows: 100, perMinute: 100, unread: 0, model: { number: 1 } });
    const flows = events.flatMap((event) => (event.kind === 'flow' ? [event.flow] : []));
    expect(flows.at(-1)).toMatchObject({
      destination: '203.0.113.5',
      port: 443,
      state: 'SF',
      sent: 1e9,
      duration: 900.5,
    });
    expect(flows.at(-1)?.multiple).toBeGreaterThan(10);
    expect(flows.at(-1)?.lag.sinceEnd).toBeCloseTo((flows.at(-1)?.lag.sinceStart ?? 0) - 900.5, 6);
    expect(flows.at(-1)?.why[0].feature).toMatch(/bytes|pkts|duration/);
    expect(flows.at(-1)?.line).toContain('203.0.113.5\t443\ttcp\tssl\t900.5');
    expect(kinds(await watch.after(2))).toEqual([]);
  });

  it('waits for flows where there are too few to fit to', async () => {
    const watch = new Watch(20);
    expect(await watch.after(0)).toEqual([{ kind: 'waiting', flows: 20, least: 1000 }]);
    watch.office.ordinary(700);
    expect(await watch.after(2)).toEqual([]);
    watch.office.ordinary(700);
    expect(kinds(await watch.after(2))).toEqual(['model']);
    watch.office.upload();
    expect(kinds(await watch.after(2))).toEqual(['flow']);
  });

  it('says that a file is another log, unless rows of another log stand among flows', async () => {
    const row = JSON.stringify({ _path: 'dns', ts: 1, uid: 'C1', query: 'a.example' });
    const watch = new Watch(0);
    watch.office.files.remove(NAME);
    watch.office.files.write(NAME, `${row}\n`);
    const problem = { code: 'other-log', detail: { file: NAME, path: 'dns' } };
    expect(await watch.after(0)).toMatchObject([{ kind: 'problem', problem }, { kind: 'waiting' }]);
    watch.office.files.write(NAME, `${row}\n`);
    expect(await watch.after(2)).toEqual([]);
  });

  it('reports a finding once while it goes on, and across a restart', async () => {
    const watch = new Watch(3000);
    await watch.after(0);
    watch.office.scan(0, 120);
    const found = (await watch.after(61)).filter(({ kind }) => kind === 'finding');
    expect(found).toMatchObject([{ finding: { kind: 'Network scan', source: { name: '10.0.0.66' } } }]);
    watch.office.scan(120, 120);
    expect(kinds(await watch.after(61))).not.toContain('finding');
    await watch.restart();
    watch.office.scan(240, 120);
    expect(kinds(await watch.after(61))).not.toContain('finding');
  });

  it('goes on with the same model after a restart and a rotation, and repeats no flow', async () => {
    const watch = new Watch(3000);
    await watch.after(0);
    watch.office.upload();
    await watch.after(2);
    watch.office.upload();
    watch.office.rotate('conn.1.log');
    watch.office.ordinary(10);
    const { model } = watch.live.status;
    await watch.restart();
    const events = await watch.after(2);
    expect(events.filter(({ kind }) => kind === 'flow').length).toBe(1);
    expect(watch.live.status).toMatchObject({ flows: 12 });
    expect(watch.live.status.model).toEqual(model);
  });

  it('goes on without findings where the log does not name hosts', async () => {
    const fields = ['ts', 'uid', 'id.resp_p', 'proto', 'duration', 'orig_bytes', 'resp_bytes', 'orig_pkts'].concat([
      'orig_ip_bytes',
      'resp_pkts',
      'resp_ip_bytes',
      'conn_state',
    ]);
    const watch = new Watch(0);
    const { files } = watch.office;
    files.remove(NAME);
    const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ orig_bytes: 500 + (i % 97) }));
    files.write(NAME, connLog(rows(1500), { fields, close: false }));
    expect(kinds(await watch.after(0))).toEqual(['model']);
    files.write(NAME, connLog([{ orig_bytes: 1e9 }], { fields, close: false }));
    expect(kinds(await watch.after(61))).toEqual(['flow']);
  });

  it('says when no row came for five minutes, and when one comes again', async () => {
    const watch = new Watch(2000);
    await watch.after(0);
    expect(kinds(await watch.after(299))).toEqual([]);
    expect(kinds(await watch.after(1))).toEqual(['stalled']);
    expect(kinds(await watch.after(1))).toEqual([]);
    expect(watch.live.status.isStalled).toBe(true);
    watch.office.ordinary(1);
    expect(kinds(await watch.after(1))).toContain('resumed');
    expect(watch.live.status.isStalled).toBe(false);
  });

  it('says drift, and fits another model after a day, keeping the one before', async () => {
    const watch = new Watch(3000, { refitSeconds: 24 * 3600 });
    await watch.after(0);
    watch.office.ordinary(2000, 50);
    const events = await watch.after(61);
    expect(events.find(({ kind }) => kind === 'drift')).toMatchObject({ drift: { verdict: 'other-network' } });
    const refitted = (await watch.after(24 * 3600)).filter(({ kind }) => kind === 'model');
    expect(refitted).toMatchObject([{ model: { number: 2, flows: 2000 }, before: { number: 1 } }]);
    watch.office.ordinary(2000, 50);
    expect(kinds(await watch.after(61))).not.toContain('drift');
    expect(watch.live.modelBefore?.number).toBe(1);
  });
});
