import type { FileReport } from '../../worker/api.ts';

/**
 * `conn.log.gz` scored by `combined` as `conn.combined.oddflow.csv`; of several files with flows the first, and how
 * many more.
 */
export function exportName(
  read: readonly Pick<FileReport, 'path' | 'flows'>[],
  detector: string,
  ending: string,
): string {
  const files = read.filter(({ flows }) => flows > 0);
  const name = (files[0]?.path ?? '').split('/').at(-1) ?? '';
  const stem = name.replace(/\.gz$/i, '').replace(/\.log$/i, '') || 'flows';
  const more = files.length > 1 ? `-and-${files.length - 1}-more` : '';
  // With settings that were made: pyod-pca?components=2.
  const by = detector.replace(/[^a-z0-9.]+/gi, '-');
  return `${stem}${more}.${by}.${ending}`;
}
