import type { FollowedPath } from '../../core/follow/growing-file.ts';
import { type FileHandle, orNull } from '../../core/follow/log-folder.ts';
import { openFile } from './open-file.ts';

/** A file that the browser gave a handle of. Its folder cannot be read, and a file that was replaced cannot be read on. */
export function handlePath(handle: FileHandle): FollowedPath {
  return {
    name: handle.name,
    open: async () => {
      const file = await orNull(handle.getFile());
      return file && openFile(file);
    },
    rotated: async () => null,
  };
}
