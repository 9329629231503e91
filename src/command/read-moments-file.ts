import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Moments } from '../core/moments/moments.ts';
import { readMoments } from '../core/moments/read-moments.ts';
import { unreadable } from './unreadable.ts';

/** The moments in a file, `-` for standard input. Throws `LogError`. */
export async function readMomentsFile(path: string): Promise<Moments> {
  return readMoments(await textOf(path), basename(path));
}

async function textOf(path: string): Promise<string> {
  try {
    return await readFile(path === '-' ? '/dev/stdin' : path, 'utf8');
  } catch (error) {
    throw unreadable(path, error);
  }
}
