import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type LiveState, readLiveState, writeLiveState } from '../../core/follow/live-state.ts';
import { unreadable } from '../unreadable.ts';
import { cannotWrite, checkOutput } from '../write-output.ts';

/** The saved state; null when there is no file. Throws `LogError` for any other file. */
export function loadState(path: string): LiveState | null {
  try {
    return readLiveState(readFileSync(path, 'utf8'), basename(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw unreadable(path, error);
  }
}

/** Checks that a state can be saved, before the log is read. Throws `UsageError`. */
export function checkState(path: string): void {
  checkOutput(path);
  checkOutput(written(path));
}

/** Saves a state. A process that ends meanwhile leaves the one before. Throws `UsageError` if it cannot be written. */
export function saveState(path: string, state: LiveState): void {
  try {
    writeFileSync(written(path), writeLiveState(state, __VERSION__), { mode: 0o600 });
    renameSync(written(path), path);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** A state is written beside the last one, and then takes its name. */
function written(path: string): string {
  return `${path}.new`;
}
