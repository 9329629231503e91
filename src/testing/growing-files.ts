import { gzipSync } from 'node:zlib';
import type { FollowedPath, OpenFile, RotatedFile } from '../core/follow/growing-file.ts';

interface Node {
  readonly id: number;
  bytes: Uint8Array;
  modified: number;
}

/** A folder in memory that behaves as a file system does: names are links, and an open file outlives its name. */
export class GrowingFiles {
  /** Milliseconds. Tests move it. */
  now = 1_700_000_000_000;
  private readonly names = new Map<string, Node>();
  private nodes = 0;
  /** Files that are open, for tests that none is left. */
  open = 0;

  write(name: string, text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    const node = this.names.get(name) ?? this.create(name);
    const longer = new Uint8Array(node.bytes.length + bytes.length);
    longer.set(node.bytes);
    longer.set(bytes, node.bytes.length);
    node.bytes = longer;
    node.modified = this.now;
  }

  rename(from: string, to: string): void {
    const node = this.node(from);
    this.names.delete(from);
    this.names.set(to, node);
  }

  copy(from: string, to: string): void {
    const node = this.create(to);
    node.bytes = this.node(from).bytes.slice();
  }

  truncate(name: string): void {
    const node = this.node(name);
    node.bytes = new Uint8Array(0);
    node.modified = this.now;
  }

  /** As the command gzip: the new file has the old one's time. `length`: only its first bytes, as while it is written. */
  gzip(name: string, length = Infinity): void {
    const { bytes, modified } = this.node(name);
    const node = this.names.get(`${name}.gz`) ?? this.create(`${name}.gz`);
    node.bytes = new Uint8Array(gzipSync(bytes)).slice(0, length);
    node.modified = modified;
    if (length === Infinity) this.names.delete(name);
  }

  remove(name: string): void {
    this.names.delete(name);
  }

  has(name: string): boolean {
    return this.names.has(name);
  }

  list(): string[] {
    return [...this.names.keys()];
  }

  text(name: string): string {
    return new TextDecoder().decode(this.node(name).bytes);
  }

  bytes(name: string): Uint8Array {
    return this.node(name).bytes;
  }

  modified(name: string): number {
    return this.node(name).modified;
  }

  /** A file with this content and time of change, as one that was moved here from another folder. */
  overwriteAs(name: string, bytes: Uint8Array, modified: number): void {
    const node = this.names.get(name) ?? this.create(name);
    node.bytes = bytes.slice();
    node.modified = modified;
  }

  overwrite(name: string, bytes: Uint8Array): void {
    this.node(name).bytes = bytes.slice();
  }

  path(name: string): FollowedPath {
    return {
      name,
      open: async () => this.opened(name),
      rotated: async () =>
        [...this.names].flatMap(([other, { modified }]): RotatedFile[] =>
          other === name ? [] : [{ name: other, modified, open: async () => this.opened(other) }],
        ),
    };
  }

  private create(name: string): Node {
    const node = { id: ++this.nodes, bytes: new Uint8Array(0), modified: this.now };
    this.names.set(name, node);
    return node;
  }

  private node(name: string): Node {
    const node = this.names.get(name);
    if (node === undefined) throw new Error(`no file ${name}`);
    return node;
  }

  private opened(name: string): OpenFile | null {
    const node = this.names.get(name);
    if (node === undefined) return null;
    this.open++;
    return {
      identity: `${node.id}`,
      size: async () => node.bytes.length,
      modified: async () => node.modified,
      read: async (from, to) => node.bytes.slice(from, to),
      close: async () => {
        this.open--;
      },
    };
  }
}
