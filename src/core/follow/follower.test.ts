import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { GrowingFiles } from '../../testing/growing-files.ts';
import { cellsOf, quiet } from '../../testing/read-text.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import { type FollowState, isFollowState } from './follow-state.ts';
import { Follower, type Turn } from './follower.ts';
import { readPiece } from './read-piece.ts';

const NAME = 'conn.log';
const means = { kernel: createCellKernel(), inflate: null };

/** What a follower reads: uids in order, and what became of the file. */
class Reader {
  readonly uids: string[] = [];
  readonly turns: Turn['what'][] = [];
  private readonly files: GrowingFiles;
  private follower: Follower;

  constructor(files: GrowingFiles) {
    this.files = files;
    this.follower = new Follower(files.path(NAME));
  }

  /** Polls; stops after `most` pieces or turns. */
  async poll(most = Infinity): Promise<void> {
    let steps = 0;
    for await (const step of this.follower.poll()) {
      if (step.kind === 'turn') this.turns.push(step.what);
      else {
        const read = await readPiece(step, quiet, means);
        if (!('logs' in read)) throw new Error(read.code);
        expect(read.unread).toBe(0);
        if (read.logs.table.rows > 0) this.uids.push(...(await cellsOf(read.logs, 'uid')));
      }
      if (++steps === most) break;
    }
  }

  /** As another process that goes on with the saved state. */
  async restart(): Promise<void> {
    const state: unknown = JSON.parse(JSON.stringify(this.follower.state));
    if (!isFollowState(state)) throw new Error('no state');
    await this.stop();
    this.follower = new Follower(this.files.path(NAME), state);
  }

  get state(): FollowState {
    return this.follower.state;
  }

  stop(): Promise<void> {
    return this.follower.close();
  }
}

const FIELDS = [
  'ts',
  'uid',
  'id.orig_h',
  'id.orig_p',
  'id.resp_h',
  'id.resp_p',
  'proto',
  'duration',
  'orig_bytes',
].concat(['resp_bytes', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes']);

/** A program that writes a log as Zeek does, and those that rotate it. */
class Writer {
  readonly uids: string[] = [];
  private readonly files: GrowingFiles;
  private fields: readonly string[] = FIELDS;
  private isJson = false;
  /** Name of the file that it has open; Zeek and logrotate rename it while it is. */
  private open = NAME;
  /** A row of which not all bytes were written. */
  private begun = '';
  private needsHeader = true;
  private rotated = 0;

  constructor(files: GrowingFiles) {
    this.files = files;
  }

  rows(count: number, cut: number): void {
    this.finish();
    if (this.open !== NAME) this.reopen();
    let text = this.header();
    for (let i = 0; i < count; i++) text += this.row();
    const kept = Math.round(text.length * (1 - cut));
    this.files.write(this.open, text.slice(0, kept));
    this.begun = text.slice(kept);
  }

  /** Writes the rest of what was begun. */
  finish(): void {
    if (this.begun !== '') this.files.write(this.open, this.begun);
    this.begun = '';
  }

  /** Renames the file; the writer writes a few more rows to it if `isLate`, and then to a new one. */
  rename(isJson: boolean, isLate: boolean, isClosed: boolean): void {
    if (!this.files.has(NAME) || this.open !== NAME) return;
    const name = `conn.${++this.rotated}.log`;
    if (!isLate) this.finish();
    if (isClosed && !isLate && !this.isJson) this.files.write(NAME, '#close\t2026-03-03-22-00-00\n');
    this.files.rename(NAME, name);
    if (isLate) {
      this.files.write(NAME, ''); // logrotate creates the new file before the writer knows
      this.open = name;
      return;
    }
    this.isJson = isJson;
    this.needsHeader = true;
  }

  copyAndTruncate(): void {
    if (!this.files.has(NAME) || this.open !== NAME) return;
    this.finish();
    this.files.copy(NAME, `conn.${++this.rotated}.log`);
    this.files.truncate(NAME);
  }

  /** Zeek begins again with the same file and other fields. */
  begin(): void {
    this.finish();
    if (this.isJson) return;
    this.fields = this.fields.length === FIELDS.length ? [...FIELDS, 'note'] : FIELDS;
    this.needsHeader = true;
  }

  /** Compresses rotated files; with `cut` it is not done with the last one. */
  compress(cut: boolean): void {
    for (const name of this.files.list()) {
      if (!/^conn\.\d+\.log$/.test(name) || name === this.open) continue;
      if (cut) this.files.gzip(name, 40);
      else this.files.gzip(name);
    }
  }

  private reopen(): void {
    this.open = NAME;
    this.needsHeader = true;
  }

  private header(): string {
    if (!this.needsHeader || this.isJson) return '';
    this.needsHeader = false;
    return new TextDecoder().decode(connLog([], { fields: this.fields, close: false }));
  }

  private row(): string {
    const uid = `C${this.uids.length}x`;
    this.uids.push(uid);
    const ts = 1_700_000_000 + this.uids.length;
    if (this.isJson) {
      const ends = {
        'id.orig_h': '10.0.0.1',
        'id.orig_p': 5000,
        'id.resp_h': '10.0.0.2',
        'id.resp_p': 80,
        proto: 'tcp',
      };
      const unanswered = {
        conn_state: 'S0',
        missed_bytes: 0,
        orig_pkts: 1,
        orig_ip_bytes: 60,
        resp_pkts: 0,
        resp_ip_bytes: 0,
      };
      return `${JSON.stringify({ ts, uid, ...ends, ...unanswered })}\n`;
    }
    return new TextDecoder()
      .decode(connLog([{ ts, uid }], { fields: this.fields, close: false }))
      .replace(/^#.*\n/gm, '');
  }
}

type Step = (writer: Writer, reader: Reader, files: GrowingFiles) => void | Promise<void>;

const step: fc.Arbitrary<readonly [string, Step]> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([count, cut]) => [`rows ${count} ${cut}`, (writer: Writer) => writer.rows(count, cut)] as const),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(1, 2, Infinity)
      .map((most) => [`poll ${most}`, (_: Writer, reader: Reader) => reader.poll(most)] as const),
  },
  { weight: 2, arbitrary: fc.constant(['restart', (_: Writer, reader: Reader) => reader.restart()] as const) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.boolean(), fc.boolean(), fc.boolean())
      .map(
        ([json, late, closed]) =>
          [`rename ${json} ${late} ${closed}`, (writer: Writer) => writer.rename(json, late, closed)] as const,
      ),
  },
  { weight: 2, arbitrary: fc.constant(['copy', (writer: Writer) => writer.copyAndTruncate()] as const) },
  { weight: 1, arbitrary: fc.constant(['begin', (writer: Writer) => writer.begin()] as const) },
  {
    weight: 1,
    arbitrary: fc.boolean().map((cut) => [`compress ${cut}`, (writer: Writer) => writer.compress(cut)] as const),
  },
  {
    weight: 4,
    arbitrary: fc.integer({ min: 0, max: 3000 }).map(
      (time) =>
        [
          `wait ${time}`,
          (_: Writer, __: Reader, files: GrowingFiles) => {
            files.now += time;
          },
        ] as const,
    ),
  },
);

const head = new TextDecoder().decode(connLog([], { close: false }));
const rowOf = (uid: string) => new TextDecoder().decode(connLog([{ uid }], { close: false })).slice(head.length);

describe('Follower', () => {
  it('waits with a begun line, and with a header, for the row', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head.slice(0, 100));
    await reader.poll();
    expect(reader.state.position).toBe(0);
    files.write(NAME, head.slice(100) + rowOf('C1') + rowOf('C2').slice(0, 30));
    await reader.poll();
    expect(reader.uids).toEqual(['C1']);
    files.write(NAME, rowOf('C2').slice(30));
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    await reader.stop();
  });

  it('steps over the hole that a writer leaves which does not append', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head + rowOf('C1'));
    await reader.poll();
    files.copy(NAME, 'conn.log.1');
    files.truncate(NAME);
    files.write(NAME, new Uint8Array(head.length + rowOf('C1').length));
    files.write(NAME, rowOf('C2'));
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    expect(reader.turns).toEqual(['truncated']);
    await reader.stop();
  });

  it('waits for a compressed file that is being written', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head + rowOf('C1'));
    await reader.poll();
    await reader.restart();
    files.write(NAME, rowOf('C2'));
    files.rename(NAME, 'conn.1.log');
    files.gzip('conn.1.log');
    const packed = files.bytes('conn.1.log.gz');
    files.overwrite('conn.1.log.gz', packed.slice(0, -12));
    files.write(NAME, head.replace('06-00', '07-00') + rowOf('C3'));
    await reader.poll();
    expect(reader.uids).toEqual(['C1']);
    files.overwrite('conn.1.log.gz', packed);
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2', 'C3']);
    await reader.stop();
  });

  it('goes on without the end of a compressed file that stays damaged, and says so', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head + rowOf('C1'));
    await reader.poll();
    await reader.restart();
    files.rename(NAME, 'conn.1.log');
    files.gzip('conn.1.log');
    files.overwrite('conn.1.log.gz', files.bytes('conn.1.log.gz').slice(0, -4));
    files.write(NAME, head.replace('06-00', '07-00') + rowOf('C2'));
    await reader.poll();
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    expect(reader.turns).toEqual(['damaged', 'rotated']);
    await reader.stop();
  });

  it('says that rows may be lost when the rest of the old file is gone', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head + rowOf('C1'));
    await reader.poll();
    await reader.restart();
    files.remove(NAME);
    files.write(NAME, head.replace('06-00', '07-00') + rowOf('C2'));
    for (let i = 0; i < 6; i++) await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    expect(reader.turns).toEqual(['lost', 'rotated']);
    await reader.stop();
  });

  it('waits for the end of a renamed file that it never saw', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    await reader.poll();
    files.write(NAME, (head + rowOf('C1')).slice(0, -1));
    files.rename(NAME, 'conn.1.log');
    files.write(NAME, '');
    await reader.poll();
    files.write('conn.1.log', '\n');
    await reader.poll();
    files.write(NAME, head.replace('06-00', '07-00') + rowOf('C2'));
    for (let i = 0; i < 3; i++) await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    await reader.stop();
  });

  it('leaves out a line of more than 16 MB', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    files.write(NAME, head + rowOf('C1'));
    await reader.poll();
    files.write(NAME, new Uint8Array(17 << 20).fill(65));
    await reader.poll();
    files.write(NAME, `AA\n${rowOf('C2')}`);
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    expect(reader.turns).toEqual(['too-long']);
    await reader.stop();
  });

  it('reads a CSV by its row of names', async () => {
    const files = new GrowingFiles();
    const reader = new Reader(files);
    const csv = (uid: string) => `1.5,${uid},10.0.0.1,500,10.0.0.2,80,tcp,0.1,10,20,SF,1,50,1,60\n`;
    files.write(
      NAME,
      'ts,uid,id.orig_h,id.orig_p,id.resp_h,id.resp_p,proto,duration,orig_bytes,resp_bytes,conn_state,',
    );
    files.write(NAME, `orig_pkts,orig_ip_bytes,resp_pkts,resp_ip_bytes\n${csv('C1')}`);
    await reader.poll();
    files.write(NAME, csv('C2'));
    await reader.poll();
    expect(reader.uids).toEqual(['C1', 'C2']);
    await reader.stop();
  });

  it('loses and doubles no row, whatever is written, rotated, compressed and restarted', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), async (steps) => {
        const files = new GrowingFiles();
        const reader = new Reader(files);
        const writer = new Writer(files);
        await reader.poll();
        for (const [, take] of steps) await take(writer, reader, files);
        writer.rows(1, 0);
        writer.compress(false);
        for (let i = 0; i < 3; i++) await reader.poll();
        await reader.stop();
        expect(reader.uids.toSorted(byNumber)).toEqual(writer.uids);
        expect(reader.turns).not.toContain('lost');
        expect(files.open).toBe(0);
      }),
      { numRuns: 300 },
    );
  });
});

function byNumber(a: string, b: string): number {
  return Number.parseInt(a.slice(1), 10) - Number.parseInt(b.slice(1), 10);
}
