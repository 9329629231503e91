import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { LogError } from '../core/errors.ts';
import type { Moments } from '../core/moments/moments.ts';
import { readMoments } from '../core/moments/read-moments.ts';

/** The moments in a file, `-` for standard input. Throws `LogError`. */
export async function readMomentsFile(path: string): Promise<Moments> {
  return readMoments(await textOf(path), basename(path));
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new LogError('unreadable', { file: path, why: message, errno: code });
  }
}
