import { LogError, type LogErrorCode, type LogErrorDetail } from '../errors.ts';
import type { Damage } from './damage.ts';
import type { GzipPoint } from './gunzip-kernel.ts';
import { JoinedSeal, type Seal, type SealPart } from './seal.ts';

/**
 * Inflates a gzip file in another thread, some blocks ahead of the reader. It starts immediately, or when the earlier
 * files are done. Null without another thread, or if the file is too small. With the seal of an earlier reading, the
 * stored bytes are compared with it.
 */
export type InflateAhead = (blob: Blob, name: string, seal?: Seal | null) => Promise<InflatedAhead | null>;

/** What comes through the port: see `inflateInto`. */
export type Sent =
  | {
      readonly kind: 'text';
      readonly text: Uint8Array<ArrayBuffer>;
      /** Stored bytes that had been read by then. */
      readonly taken: number;
      /** Those up to there that did not come before. */
      readonly points: readonly GzipPoint[];
      readonly seal: SealPart | null;
    }
  | { readonly kind: 'end'; readonly taken: number; readonly damage: Damage | null; readonly seal: SealPart | null }
  | { readonly kind: 'failed'; readonly code: LogErrorCode; readonly detail: LogErrorDetail };

/** What goes back: the array of a text that was read, or null when nothing more is wanted. */
export type Back = ArrayBuffer | null;

/** A gzip file's text as it comes out of another thread. */
export class InflatedAhead {
  /** Places to read the text from again, up to where it came. */
  readonly points: GzipPoint[] = [];
  /** Known when the blocks are through. */
  damage: Damage | null = null;
  /** Bytes of text that came. */
  size = 0;
  private readonly before: Seal | null;
  private readonly sealed: JoinedSeal;
  private readonly port: MessagePort;
  private readonly name: string;
  private readonly waiting: Sent[] = [];
  private wake = () => {};

  constructor(port: MessagePort, name: string, before: Seal | null = null) {
    this.port = port;
    this.name = name;
    this.before = before;
    this.sealed = new JoinedSeal(name);
    port.onmessage = ({ data }: MessageEvent<Sent>) => this.take(data);
  }

  /** Each block is lent until the next is asked for. Throws `LogError` `unreadable`. */
  async *blocks(onTaken: (bytes: number) => void): AsyncGenerator<Uint8Array> {
    for (;;) {
      const sent = await this.next();
      if (sent.kind === 'failed') throw new LogError(sent.code, sent.detail);
      onTaken(sent.taken);
      if (sent.seal !== null) this.sealed.add(sent.seal);
      if (sent.kind === 'end') {
        this.damage = sent.damage;
        return;
      }
      this.points.push(...sent.points);
      this.size += sent.text.length;
      yield sent.text;
      this.giveBack(sent.text.buffer);
    }
  }

  /** Of the stored bytes that what came up to now was made of. */
  seal(): Seal {
    return this.before ?? this.sealed.seal();
  }

  /** The other thread is no more. */
  fail(why: string): void {
    this.take({ kind: 'failed', code: 'unreadable', detail: { file: this.name, why } });
  }

  /** Nothing more is wanted. */
  close(): void {
    this.giveBack(null);
    this.port.close();
  }

  private take(sent: Sent): void {
    this.waiting.push(sent);
    this.wake();
  }

  private async next(): Promise<Sent> {
    for (;;) {
      const sent = this.waiting.shift();
      if (sent !== undefined) return sent;
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private giveBack(array: Back): void {
    this.port.postMessage(array, array === null ? [] : [array]);
  }
}
