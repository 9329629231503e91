import { accessSync, constants, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Output } from './terminal.ts';
import { UsageError } from './usage-error.ts';

/** Checks that a file can be written, before logs are read. Throws `UsageError`. */
export function checkOutput(path: string): void {
  if (path === '-') return;
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) throw new UsageError(`${path} is a folder. Name a file in it.`);
  try {
    accessSync(stats === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Writes blocks to a file, or to standard output if the path is `-`. Throws `UsageError` if the file cannot be written. */
export async function writeOutput(path: string, blocks: AsyncIterable<Uint8Array>, stdout: Output): Promise<void> {
  if (path === '-') {
    for await (const block of blocks) await stdout.write(block);
    return;
  }
  try {
    const file = await open(path, 'w');
    try {
      for await (const block of blocks) await file.writeFile(block);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

function cannotWrite(path: string, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new UsageError(`${path} cannot be written: ${reasons[code] ?? message}.`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'you have no right to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};
