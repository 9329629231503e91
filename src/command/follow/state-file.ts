import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type LiveState, readLiveState, writeLiveState } from '../../core/follow/live-state.ts';

/** The saved state; null when there is no file. Throws `LogError` for any other file. */
export function loadState(path: string): LiveState | null {
  try {
    return readLiveState(readFileSync(path, 'utf8'), basename(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

/** Saves a state. A process that ends meanwhile leaves the one before. */
export function saveState(path: string, state: LiveState): void {
  writeFileSync(`${path}.new`, writeLiveState(state, __VERSION__), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
