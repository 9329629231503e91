import { basename } from 'node:path';
import type { Baseline } from '../core/baseline/baseline.ts';
import { readModel } from '../core/moments/read-model.ts';
import type { BaselineSummary, Engine } from '../worker/api.ts';
import { fileBlob } from './file-blob.ts';
import { unreadable } from './unreadable.ts';

/** Opens a model that the page saved. Throws `LogError` if the file is not one. */
export async function openModel(engine: Engine, path: string): Promise<BaselineSummary> {
  return engine.openBaseline(await blobOf(path), basename(path));
}

/** The same without an engine. */
export async function readModelFile(path: string): Promise<Baseline> {
  const text = await (await blobOf(path)).text();
  return readModel(text, basename(path), Math.floor(Date.now() / 1000));
}

async function blobOf(path: string): Promise<Blob> {
  try {
    return await fileBlob(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}
