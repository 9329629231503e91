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

/** A file that is being written, or standard output. */
export interface Writer {
  readonly write: (block: Uint8Array | Blob) => Promise<void>;
}

/** Runs `job` with a writer to a file, or to standard output if the path is `-`. Throws `UsageError` if it cannot be written. */
export async function writeOutput(path: string, stdout: Output, job: (writer: Writer) => Promise<void>): Promise<void> {
  if (path === '-') return job({ write: async (block) => stdout.write(await bytesOf(block)) });
  const file = await open(path, 'w').catch((error) => {
    throw cannotWrite(path, error);
  });
  const write = async (block: Uint8Array | Blob) => {
    const bytes = await bytesOf(block);
    await file.writeFile(bytes).catch((error) => {
      throw cannotWrite(path, error);
    });
  };
  try {
    await job({ write });
  } finally {
    await file.close();
  }
}

async function bytesOf(block: Uint8Array | Blob): Promise<Uint8Array> {
  return block instanceof Uint8Array ? block : new Uint8Array(await block.arrayBuffer());
}

/** The error for a file that cannot be written, from the error of the system. */
export function cannotWrite(path: string, error: unknown): UsageError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return new UsageError(`${path} cannot be written: ${reasons[code] ?? message}.`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'its folder does not exist',
  EACCES: 'you have no right to write there',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
};
