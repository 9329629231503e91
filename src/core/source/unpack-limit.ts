import { LogError } from '../errors.ts';

/** Real logs unpack to fewer times their size, unless their rows repeat. */
const MOST_TIMES = 40;
/** Bytes of text beyond that, of all files together, before the user is asked. */
const MOST_EXCESS = 512 << 20;
/** Files in archives. */
const MOST_FILES = 50_000;

/**
 * What one drop may unpack to before the user is asked: a small file can hold more than memory, or than a day of
 * reading.
 */
export class UnpackLimit {
  private readonly isOff: boolean;
  private excess = 0;
  private files = 0;

  constructor(isOff = false) {
    this.isOff = isOff;
  }

  /**
   * Counts what comes out of one file: is called with the bytes taken in and given out, each up to now. `droppedShare`:
   * bytes that were dropped for each byte taken in, less than 1 in what was unpacked before. Throws
   * `unpacks-too-large`.
   */
  meter(file: string, droppedShare = 1): (taken: number, text: number) => void {
    let counted = 0;
    return (taken, text) => {
      const stored = taken * droppedShare;
      const excess = Math.max(0, text - MOST_TIMES * stored);
      this.excess += excess - counted;
      counted = excess;
      if (this.isOff || excess === 0 || this.excess <= MOST_EXCESS) return;
      throw new LogError('unpacks-too-large', { file, times: MOST_TIMES, stored, bytes: text });
    };
  }

  /** Counts a file of the archive. Throws `too-many-files`. */
  countFile(archive: string): void {
    this.files++;
    if (!this.isOff && this.files > MOST_FILES)
      throw new LogError('too-many-files', { file: archive, files: MOST_FILES });
  }
}
