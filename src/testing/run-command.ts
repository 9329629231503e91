import { Readable } from 'node:stream';
import { main } from '../command/main.ts';
import type { Output } from '../command/terminal.ts';

/** What a run of the command wrote. */
export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  readonly stdin?: Iterable<Uint8Array>;
  /** Whether both outputs are terminals, with colours and this width. */
  readonly columns?: number;
}

/** Runs the command in this process, in one thread. */
export async function runCommand(
  args: readonly string[],
  { stdin = [], columns }: RunOptions = {},
): Promise<CommandResult> {
  const stdout = captured(columns);
  const stderr = captured(columns);
  const { signal } = new AbortController();
  const terminal = { stdin: Readable.from(stdin), stdout, stderr, signal, script: null };
  const code = await main(args, terminal);
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}

function captured(columns: number | undefined): Output & { readonly text: () => string } {
  const parts: Buffer[] = [];
  return {
    write: async (text) => {
      parts.push(Buffer.from(text));
    },
    isTerminal: columns !== undefined,
    hasColours: columns !== undefined,
    columns: columns ?? 100,
    text: () => Buffer.concat(parts).toString(),
  };
}
