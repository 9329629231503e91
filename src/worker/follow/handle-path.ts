import type { FollowedPath, OpenFile } from '../../core/follow/growing-file.ts';
import type { FileHandle } from '../follow-api.ts';

/** A file that the browser gave a handle of. Its folder cannot be read, and a file that was replaced cannot be read on. */
export function handlePath(handle: FileHandle): FollowedPath {
  return {
    name: handle.name,
    open: async () => {
      try {
        return openFile(await handle.getFile());
      } catch (error) {
        // It was renamed, and nothing has its name yet.
        if (error instanceof DOMException && error.name === 'NotFoundError') return null;
        throw error;
      }
    },
    rotated: async () => null,
  };
}

function openFile(file: File): OpenFile {
  return {
    identity: null,
    size: async () => file.size,
    modified: async () => file.lastModified,
    read: async (from, to) => new Uint8Array(await file.slice(from, Math.max(from, to)).arrayBuffer()),
    close: async () => {},
  };
}
