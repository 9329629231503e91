import type { Back } from './inflate-ahead.ts';

export const ARRAY_BYTES = 1 << 20;
/** Maximum number of arrays in transfer or waiting to be read. */
const AHEAD = 8;

/** The arrays that texts go out in, one file after another: memory that was in use before is faster than new. */
export class LentArrays {
  private readonly spare: ArrayBuffer[] = [];
  private left = AHEAD;
  private wake = () => {};

  /** One to fill, as soon as there is one; null when `isEnough`, which is looked at whenever something happens. */
  async take(isEnough: () => boolean): Promise<ArrayBuffer | null> {
    while (!isEnough()) {
      const spare = this.spare.pop();
      if (spare !== undefined) return spare;
      if (this.left > 0) {
        this.left--;
        return new ArrayBuffer(ARRAY_BYTES);
      }
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    return null;
  }

  giveBack(array: ArrayBuffer): void {
    this.spare.push(array);
    this.wake();
  }

  /** Records that this number of arrays will not come back. */
  lose(count: number): void {
    this.left += count;
    this.wake();
  }
}

/** The arrays of one file, which come back through its port, until null comes. */
export class FileArrays {
  private readonly lent: LentArrays;
  private out = 0;
  private isEnough = false;

  constructor(port: MessagePort, lent: LentArrays) {
    this.lent = lent;
    port.onmessage = ({ data }: MessageEvent<Back>) => {
      if (this.isEnough) return;
      if (data === null) {
        this.isEnough = true;
        lent.lose(this.out);
      } else {
        this.out--;
        lent.giveBack(data);
      }
    };
  }

  /** As `LentArrays.take`. */
  async take(): Promise<Uint8Array<ArrayBuffer> | null> {
    const array = await this.lent.take(() => this.isEnough);
    if (array === null) return null;
    this.out++;
    return new Uint8Array(array);
  }
}
