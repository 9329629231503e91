import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Baseline, memberOf } from '../../core/baseline/baseline.ts';
import { readBaseline } from '../../core/baseline/read-baseline.ts';
import { pcaFamily } from '../../core/detect/pca-family.ts';
import { Live } from '../../core/follow/live.ts';
import type { LiveState } from '../../core/follow/live-state.ts';
import { containerOf, MAGIC_BYTES } from '../../core/source/magic.ts';
import { createCellKernel } from '../../core/table/cell-kernel.ts';
import { type Given, textOf } from '../given.ts';
import { baseline as baselineOption } from '../options/baseline.ts';
import { detector as detectorOption } from '../options/detector.ts';
import { secondsOf } from '../options/refit.ts';
import { state as stateOption } from '../options/state.ts';
import { progressBar } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { unreadable } from '../unreadable.ts';
import { UsageError } from '../usage-error.ts';
import { countsText, lineOf, statusText } from './live-text.ts';
import { nodePath } from './node-path.ts';
import { checkState, loadState, saveState } from './state-file.ts';

/** Milliseconds between two looks at the file. */
const EVERY = 1000;
const ERASE = '\r\x1b[K';

/** Follows a log until the process is asked to end. Returns the exit code. */
export async function followLog(given: Given, terminal: Terminal): Promise<number> {
  const path = followedFile(given);
  const saved = textOf(given, stateOption);
  if (saved !== null) checkState(saved);
  const state = saved === null ? null : loadState(saved);
  const live = new Live(nodePath(path), optionsOf(given), { kernel: createCellKernel(), inflate: null }, state);
  const progress = progressBar(terminal.stderr);
  const isGiven = textOf(given, baselineOption) !== null;
  let last: LiveState | null = state;
  const save = () => {
    if (saved !== null && live.state !== null && live.state !== last) saveState(saved, live.state);
    last = live.state;
  };
  try {
    while (!terminal.signal.aborted) {
      for await (const events of live.poll({ signal: terminal.signal, report: progress.show })) {
        progress.clear();
        if (terminal.stderr.isTerminal) await terminal.stderr.write(ERASE);
        for (const event of events) {
          const { text, isResult } = lineOf(event, isGiven);
          await (isResult ? terminal.stdout : terminal.stderr).write(`${text}\n`);
        }
        if (terminal.signal.aborted) break;
      }
      save();
      if (terminal.stderr.isTerminal) {
        await terminal.stderr.write(`${ERASE}${statusText(live.status).slice(0, terminal.stderr.columns - 1)}`);
      }
      await sleep(EVERY, undefined, { signal: terminal.signal });
    }
  } catch (error) {
    if (!terminal.signal.aborted) throw error;
  } finally {
    if (terminal.stderr.isTerminal) await terminal.stderr.write(ERASE);
    await live.close();
  }
  save();
  await terminal.stderr.write(`oddflow: ${countsText(live.status)}\n`);
  return 0;
}

function optionsOf(given: Given): ConstructorParameters<typeof Live>[1] {
  const id = textOf(given, detectorOption) ?? pcaFamily[0].detector.id;
  const member = pcaFamily.find(({ detector }) => detector.id === id);
  if (member === undefined) {
    const ids = pcaFamily.map(({ detector }) => detector.id).join(', ');
    throw new UsageError(`--follow cannot score with ${id}, which needs all flows at once. Name one of ${ids}.`);
  }
  return {
    fitting: { member, params: {} },
    baseline: modelOf(textOf(given, baselineOption)),
    refitSeconds: secondsOf(given),
    clock: Date.now,
  };
}

/** Throws `LogError` for a model that does not score flow by flow. */
function modelOf(path: string | null): Baseline | null {
  if (path === null) return null;
  const text = readable(path, () => readFileSync(path, 'utf8'));
  const baseline = readBaseline(text, basename(path));
  memberOf(baseline.detector);
  return baseline;
}

/** The one log that was named: a file that exists and can grow. */
function followedFile({ files }: Given): string {
  const [path, ...others] = files;
  if (path === undefined || others.length > 0 || path === '-') {
    throw new UsageError('--follow reads one growing file. Name it, such as "oddflow -R -f current/conn.log".');
  }
  const head = readable(path, () => headOf(path));
  if (head === null) throw new UsageError(`${path} is a folder. Name the growing log in it.`);
  if (containerOf(head) !== null) {
    throw new UsageError(`${path} is compressed, so it does not grow. Score it without --follow.`);
  }
  return path;
}

/** The first bytes of a file, null for a folder. */
function headOf(path: string): Uint8Array | null {
  if (statSync(path).isDirectory()) return null;
  const file = openSync(path, 'r');
  try {
    const head = new Uint8Array(MAGIC_BYTES);
    return head.subarray(0, readSync(file, head, 0, MAGIC_BYTES, 0));
  } finally {
    closeSync(file);
  }
}

function readable<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unreadable(path, error);
  }
}
