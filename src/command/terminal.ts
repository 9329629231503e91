import type { Readable } from 'node:stream';

/** A stream for text and bytes: standard output, standard error, or a file. */
export interface Output {
  /** Resolves when the stream takes more. */
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** Whether it is a terminal, on which a progress bar can be drawn. */
  readonly isTerminal: boolean;
  readonly hasColours: boolean;
  /** Its width. 100 if it is not a terminal. */
  readonly columns: number;
}

/** What the command may touch of its process. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted when the process is asked to end. */
  readonly signal: AbortSignal;
  /** The command's own script, which a second thread runs too. Null: everything happens in one thread. */
  readonly script: URL | null;
}
