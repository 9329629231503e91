import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { listOf } from './build-hash.ts';

/** The file of the package that lists the others. */
export const PROVENANCE = 'PROVENANCE';

/**
 * Lists every file of the package in `folder` with its SHA-256, below the commit and the hash of the build. Lines of
 * facts begin with `#`, so that `sha256sum -c PROVENANCE` checks the files. The build is the SHA-256 of the command.
 */
export function provenanceOf(folder: string, commit: string): string {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const list = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: folder,
    encoding: 'utf8',
  });
  const [{ files }] = JSON.parse(list) as [{ files: readonly { readonly path: string }[] }];
  const paths = files.map(({ path }) => path).filter((path) => path !== PROVENANCE);
  const sums = listOf(paths.map((path) => [path, readFileSync(join(folder, path))]));
  const build = sums
    .split('\n')
    .find((line) => line.endsWith('  bin/oddflow.js'))
    ?.split(' ')[0];
  if (build === undefined) throw new Error('The package has no command: run npm run build:command first');
  return `# ${name} ${version}\n# commit ${commit}\n# build ${build}\n${sums}`;
}

/** The commit of a checkout. Without git it is unknown; with files that are not in it, this is added. */
export function commitOf(folder: string): string {
  try {
    const git = (...args: string[]) =>
      execFileSync('git', args, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
    const changes = git('status', '--porcelain') === '' ? '' : ', with changes';
    return `${git('rev-parse', 'HEAD')}${changes}`;
  } catch {
    return 'unknown';
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL('..', import.meta.url));
  writeFileSync(join(root, PROVENANCE), provenanceOf(root, commitOf(root)));
}
