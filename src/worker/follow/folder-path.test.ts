import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Follower, type Turn } from '../../core/follow/follower.ts';
import type { FileHandle, FolderHandle } from '../../core/follow/log-folder.ts';
import { GrowingFiles } from '../../testing/growing-files.ts';
import { folderPath } from './folder-path.ts';

/** The folder as a browser gives it: a file is what it was when it was asked for. */
class Folder implements FolderHandle {
  readonly kind = 'directory';
  readonly name: string;
  private readonly files: GrowingFiles;
  private readonly folders: readonly Folder[];

  constructor(name: string, files: GrowingFiles, folders: readonly Folder[] = []) {
    this.name = name;
    this.files = files;
    this.folders = folders;
  }

  async getFileHandle(name: string): Promise<FileHandle> {
    this.check(this.files.has(name));
    return {
      kind: 'file',
      name,
      getFile: async () => {
        this.check(this.files.has(name));
        const bytes = this.files.bytes(name).slice();
        return new File([bytes as BlobPart], name, { lastModified: this.files.modified(name) });
      },
    };
  }

  async getDirectoryHandle(name: string): Promise<FolderHandle> {
    const found = this.folders.find((folder) => folder.name === name);
    this.check(found !== undefined);
    return found as FolderHandle;
  }

  async *entries(): AsyncGenerator<readonly [string, FileHandle | FolderHandle]> {
    for (const name of this.files.list()) yield [name, await this.getFileHandle(name)];
    for (const folder of this.folders) yield [folder.name, folder];
  }

  private check(isThere: boolean): void {
    if (!isThere) throw new DOMException('not there', 'NotFoundError');
  }
}

/** Writes rows to a log and rotates it, as Zeek or logrotate does. */
class Writer {
  readonly rows: string[] = [];
  readonly current = new GrowingFiles();
  readonly archive = new GrowingFiles();
  private rotated = 0;
  /** The name of the file that is open: it may have been renamed. */
  private open = 'conn.log';

  write(count: number): void {
    this.tick();
    if (this.open !== 'conn.log') this.open = 'conn.log';
    const isNew = !this.current.has('conn.log') || this.current.bytes('conn.log').length === 0;
    if (isNew) this.current.write('conn.log', `#fields\tts\tuid\n#open\t${this.rotated}-${'x'.repeat(1100)}\n`);
    for (let i = 0; i < count; i++) this.row();
  }

  /** With `late`, as many rows go to the renamed file, beside an empty new one. */
  rotate(late: number): void {
    this.tick();
    if (!this.current.has('conn.log') || this.current.bytes('conn.log').length === 0) return;
    const name = `conn.${++this.rotated}.log`;
    this.current.rename('conn.log', name);
    if (late === 0) return;
    this.current.write('conn.log', '');
    this.open = name;
    for (let i = 0; i < late; i++) this.row();
  }

  /** Compresses the rotated files, or moves them to the folder of the day. */
  store(isPacked: boolean): void {
    this.tick();
    for (const name of this.current.list()) {
      if (name === 'conn.log' || name === this.open || name.endsWith('.gz')) continue;
      if (isPacked) this.current.gzip(name);
      else {
        this.archive.overwriteAs(name, this.current.bytes(name), this.current.modified(name));
        this.current.remove(name);
      }
    }
  }

  private row(): void {
    const uid = `C${this.rows.length}`;
    this.rows.push(uid);
    this.current.write(this.open, `1.5\t${uid}\n`);
  }

  private tick(): void {
    this.current.now += 1500;
  }
}

async function poll(follower: Follower, rows: string[], turns: Turn['what'][]): Promise<void> {
  for await (const step of follower.poll()) {
    if (step.kind === 'turn') turns.push(step.what);
    else rows.push(...(new TextDecoder().decode(step.bytes).match(/C\d+/g) ?? []));
  }
}

describe('a folder of a browser', () => {
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('write' as const), count: fc.integer({ min: 1, max: 5 }) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('rotate' as const), count: fc.constantFrom(0, 0, 2) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('store' as const), count: fc.constantFrom(0, 1) }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('poll' as const), count: fc.constant(0) }) },
  );

  it.each(['the log', 'current and an archive'])('with %s loses and doubles no row', async (form) => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), async (actions) => {
        const writer = new Writer();
        const archive = new Folder('2026-11-30', writer.archive);
        const folder =
          form === 'the log'
            ? new Folder('logs', writer.current, [archive])
            : new Folder('logs', new GrowingFiles(), [new Folder('current', writer.current), archive]);
        const follower = new Follower(folderPath(folder));
        const [rows, turns]: [string[], Turn['what'][]] = [[], []];
        writer.write(1);
        await poll(follower, rows, turns);
        for (const { do: what, count } of actions) {
          if (what === 'write') writer.write(count);
          else if (what === 'rotate') writer.rotate(count);
          else if (what === 'store') writer.store(count === 1);
          else await poll(follower, rows, turns);
        }
        writer.write(1);
        for (let i = 0; i < 3; i++) await poll(follower, rows, turns);
        expect(rows).toEqual(writer.rows);
        expect(turns).not.toContain('lost');
      }),
      { numRuns: 150 },
    );
  });
});
