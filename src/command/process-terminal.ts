import type { WriteStream } from 'node:tty';
import type { Output, Terminal } from './terminal.ts';

/** Milliseconds that a job has to clean up after a signal. */
const GRACE = 1000;
const WIDTH = 100;
/** Exit codes of a process that a signal ended, as shells give them. */
const signals = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

/**
 * The streams and signals of this process. A reader that closes standard output, such as `head`, ends it quietly. A
 * signal aborts the running job, which removes its temporary files.
 */
export function processTerminal(script: URL): Terminal & { readonly failed: (error: unknown) => number } {
  const controller = new AbortController();
  let code = 0;
  for (const [signal, exitCode] of Object.entries(signals)) {
    process.once(signal, () => {
      code = exitCode;
      controller.abort();
      setTimeout(() => process.exit(code), GRACE).unref();
    });
  }
  process.stdout.on('error', onBrokenPipe);
  process.stderr.on('error', onBrokenPipe);
  return {
    stdin: process.stdin,
    stdout: outputOf(process.stdout),
    stderr: outputOf(process.stderr),
    signal: controller.signal,
    script,
    failed: (error) => {
      if (controller.signal.aborted) return code;
      throw error;
    },
  };
}

function onBrokenPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
}

function outputOf(stream: NodeJS.WriteStream | WriteStream): Output {
  const isTerminal = stream.isTTY === true;
  return {
    write: (text) => new Promise((resolve) => stream.write(text, () => resolve())),
    isTerminal,
    hasColours: isTerminal && stream.hasColors(),
    columns: isTerminal ? stream.columns : WIDTH,
  };
}
