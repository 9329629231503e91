import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Served, serveBuilt, serveFolder } from '../serve.ts';

/** Builds and serves this checkout and, when its `dist` is given, serves another build too. */
export async function serveBuilds(against: string | null): Promise<Served[]> {
  const here = await serveBuilt();
  return against === null ? [here] : [here, await serveFolder(against)];
}

/** The built page in a checkout, or the folder itself when it is one. Throws a sentence that says what to run. */
export function distOf(path: string): string {
  const dist = existsSync(join(path, 'package.json')) ? join(path, 'dist') : path;
  if (existsSync(join(dist, 'index.html'))) return dist;
  throw new Error(`No built page in ${path}: run \`npm run build\` there, or give its folder dist.`);
}
