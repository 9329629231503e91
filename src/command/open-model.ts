import { basename } from 'node:path';
import { LogError } from '../core/errors.ts';
import type { BaselineSummary, Engine } from '../worker/api.ts';
import { fileBlob } from './file-blob.ts';

/** Opens a model that the page saved. Throws `LogError` if the file is not one. */
export async function openModel(engine: Engine, path: string): Promise<BaselineSummary> {
  let blob: Blob;
  try {
    blob = await fileBlob(path);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new LogError('unreadable', { file: path, why: message, errno: code });
  }
  return engine.openBaseline(blob, basename(path));
}
