import type { FollowedPath, RotatedFile } from '../../core/follow/growing-file.ts';
import { currentLog, type FolderHandle, LOG, orNull, rotatedIn } from '../../core/follow/log-folder.ts';
import { openFile } from './open-file.ts';

/** The `conn.log` of a folder, or of its folder `current`, with the rotated files there and in the last folders by day. */
export function folderPath(folder: FolderHandle): FollowedPath {
  return {
    name: LOG,
    open: async () => {
      const file = await orNull((await currentLog(folder))?.getFile());
      return file && openFile(file);
    },
    rotated: async () => {
      const found: RotatedFile[] = [];
      for (const { name, handle } of await rotatedIn(folder)) {
        const file = await orNull(handle.getFile());
        const open = async () => {
          const now = await orNull(handle.getFile());
          return now && openFile(now);
        };
        if (file !== null) found.push({ name, modified: file.lastModified, open });
      }
      return found;
    },
  };
}
