import type { FlowStream } from '../baseline/flow-stream.ts';
import { PassingTaker } from '../baseline/passing-taker.ts';
import { LogError } from '../errors.ts';
import { type Means, readFiles } from '../read-files.ts';
import type { FollowState } from './follow-state.ts';
import { Follower, type Piece } from './follower.ts';
import type { FollowedPath, OpenFile } from './growing-file.ts';
import { asFile } from './read-piece.ts';

/** What a path has at one moment: the file does not grow, and is read again in each pass. */
export class History {
  private readonly path: FollowedPath;
  private readonly size: number;
  /** Where following goes on, after a pass. */
  state: FollowState | null = null;

  constructor(path: FollowedPath, size: number) {
    const open = async () => {
      const file = await path.open();
      return file && shortened(file, size);
    };
    this.path = { name: path.name, open, rotated: () => path.rotated() };
    this.size = size;
  }

  /** Its flows, in groups. Throws `LogError` where a piece cannot be read, or the file is gone. */
  flows(means: Means, forms: 'assumed' | 'survey'): FlowStream {
    return {
      pass: async (look, control) => {
        const taker = new PassingTaker(look);
        const follower = new Follower(this.path);
        try {
          for await (const piece of follower.poll()) {
            if (piece.kind === 'turn') continue;
            const onBlock = async () => {};
            const reading = { phase: 'Reading', repeated: 'ignore', ...means, forms, onBlock } as const;
            const quiet = { signal: control.signal, report: () => {} };
            await readFiles([asFile(piece, piece.file)], taker, quiet, reading);
            const done = piece.at + piece.bytes.length;
            const [total, rows] = [this.size, taker.rows];
            control.report({ phase: 'Reading', file: this.path.name, done, total, unit: 'bytes', rows });
          }
        } finally {
          await follower.close();
        }
        taker.finish();
        if (follower.state.position === 0) throw new LogError('empty', { file: this.path.name, what: 'rows' });
        this.state = follower.state;
      },
    };
  }
}

/** Bytes before a position that are read again to fill a window. */
const TAIL_BYTES = 16 << 20;

/** The pieces that were read last before following stood at `state`: of the same file, if it still has its name. */
export async function* piecesBefore(path: FollowedPath, state: FollowState): AsyncGenerator<Piece> {
  const start = Math.max(0, state.position - TAIL_BYTES);
  const open = async () => {
    const file = await path.open();
    return file && shortened(file, state.position);
  };
  // The first line is whole only by chance.
  const from = { ...state, position: start, isInLong: start > 0 };
  const follower = new Follower({ name: path.name, open, rotated: async () => [] }, from);
  try {
    for await (const step of follower.poll()) if (step.kind === 'piece') yield step;
  } finally {
    await follower.close();
  }
}

function shortened(file: OpenFile, size: number): OpenFile {
  return {
    identity: file.identity,
    size: async () => Math.min(size, await file.size()),
    modified: () => file.modified(),
    read: (from, to) => file.read(from, Math.max(from, Math.min(to, size))),
    close: () => file.close(),
  };
}
