import type { FollowedHandle } from '../workspace/following.ts';

type Picker = () => Promise<readonly FollowedHandle[]>;

/** The browser's picker that gives a handle, with which a file can be read again and again. Chromium alone has it. */
function picker(): Picker | null {
  const { showOpenFilePicker } = window as { showOpenFilePicker?: Picker };
  return showOpenFilePicker === undefined ? null : () => showOpenFilePicker.call(window);
}

export function canFollow(): boolean {
  return picker() !== null;
}

/** A handle of the file that the user chooses, null if they choose none. */
export async function pickFile(): Promise<FollowedHandle | null> {
  try {
    const [handle] = (await picker()?.()) ?? [];
    return handle ?? null;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}
