import type { OpenFile } from '../../core/follow/growing-file.ts';

/** What a file of the browser has at this moment. It cannot be read any more once the file was changed or renamed. */
export function openFile(file: File): OpenFile {
  return {
    identity: null,
    size: async () => file.size,
    modified: async () => file.lastModified,
    read: async (from, to) => new Uint8Array(await file.slice(from, Math.max(from, to)).arrayBuffer()),
    close: async () => {},
  };
}
