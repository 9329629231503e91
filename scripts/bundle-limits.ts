import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

/** A file of the build, with its size in bytes. */
interface Part {
  readonly file: string;
  readonly size: number;
}

/** Maximum total size of a set of files, in kB of 1000 bytes. */
interface Limit {
  readonly what: string;
  readonly unit: 'gzip' | 'plain';
  readonly most: number;
  readonly files: (bundle: Rolldown.OutputBundle) => readonly string[];
}

const OFFLINE = 'oddflow.html';

/** The limits in kB of 1000 bytes. docs/performance.md has the same numbers. */
export const most = { toFirstPaint: 150, beforeDrop: 625, offlineFile: 1500 };

/** Fails the build if it exceeds one of the limits `most`. */
export function bundleLimits({ toFirstPaint, beforeDrop, offlineFile } = most): Plugin {
  const limits: readonly Limit[] = [
    { what: 'The page to first paint', unit: 'gzip', most: toFirstPaint, files: filesToPaint },
    { what: 'The page before a drop', unit: 'gzip', most: beforeDrop, files: filesOfPage },
    { what: 'The offline file', unit: 'plain', most: offlineFile, files: filesOffline },
  ];
  return {
    name: 'bundle-limits',
    apply: 'build',
    writeBundle(_, bundle) {
      const over = limits.map((limit) => excess(limit, bundle)).filter((sentence) => sentence !== null);
      if (over.length > 0) this.error(over.join('\n'));
    },
  };
}

/** The exceeded limit with its files, largest first. Null within the limit. */
function excess({ what, unit, most, files }: Limit, bundle: Rolldown.OutputBundle): string | null {
  const parts = files(bundle).map((file): Part => ({ file, size: sizeOf(bundle[file], unit) }));
  const sum = parts.reduce((total, { size }) => total + size, 0);
  if (sum <= most * 1000) return null;
  const list = parts.toSorted((a, b) => b.size - a.size).map(({ file, size }) => `${file} ${kilobytes(size)}`);
  return `${what} is ${kilobytes(sum)} kB (${unit}). The limit is ${most} kB. The files in kB: ${list.join(', ')}.`;
}

/** The HTML and the files that it loads immediately: the entry, its imports, and their styles. */
function filesToPaint(bundle: Rolldown.OutputBundle): readonly string[] {
  const found = new Set(['index.html']);
  const add = (file: string) => {
    const chunk = bundle[file];
    if (found.has(file) || chunk?.type !== 'chunk') return;
    found.add(file);
    chunk.imports.forEach(add);
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  };
  for (const chunk of Object.values(bundle)) if (chunk.type === 'chunk' && chunk.isEntry) add(chunk.fileName);
  return [...found];
}

/** All files of the page: it loads them before a drop and makes no requests afterwards. */
function filesOfPage(bundle: Rolldown.OutputBundle): readonly string[] {
  return Object.keys(bundle).filter((file) => file !== OFFLINE);
}

function filesOffline(bundle: Rolldown.OutputBundle): readonly string[] {
  return OFFLINE in bundle ? [OFFLINE] : [];
}

function sizeOf(part: Rolldown.OutputChunk | Rolldown.OutputAsset, unit: Limit['unit']): number {
  const bytes = Buffer.from(part.type === 'chunk' ? part.code : part.source);
  return unit === 'gzip' ? gzipSync(bytes, { level: 9 }).length : bytes.length;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
