import type { FollowedHandle } from '../workspace/followed-files.ts';

type FilePicker = () => Promise<readonly FollowedHandle[]>;
type FolderPicker = () => Promise<FollowedHandle>;

/** The browser's pickers that give handles, with which a file can be read again and again. Chromium alone has them. */
const pickers = window as { showOpenFilePicker?: FilePicker; showDirectoryPicker?: FolderPicker };

export function canFollow(): boolean {
  return pickers.showOpenFilePicker !== undefined && pickers.showDirectoryPicker !== undefined;
}

/** Asks for a log to follow. */
export interface FollowPicker {
  readonly file: () => void;
  readonly folder: () => void;
}

/** A handle of the file that the user chooses, null if they choose none. */
export function pickFile(): Promise<FollowedHandle | null> {
  return unlessClosed(async () => (await pickers.showOpenFilePicker?.())?.[0]);
}

/** The same of a folder. */
export function pickFolder(): Promise<FollowedHandle | null> {
  return unlessClosed(() => pickers.showDirectoryPicker?.());
}

async function unlessClosed(
  pick: () => Promise<FollowedHandle | undefined> | undefined,
): Promise<FollowedHandle | null> {
  try {
    return (await pick()) ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
