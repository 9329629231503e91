import type { Run } from '../../worker/api.ts';
import { formatCount } from './format.ts';

/** What a run is called where there is room for one name: `conn.log and 3 more`. */
export function fileLabel(run: Run): string {
  const files = withFlows(run);
  return files.length === 1 ? files[0].path : `${files[0].path} and ${formatCount(files.length - 1)} more`;
}

export function hasSeveralLogs(run: Run): boolean {
  return withFlows(run).length > 1;
}

function withFlows({ files }: Run): Run['files'] {
  return files.filter(({ flows }) => flows > 0);
}
