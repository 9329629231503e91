import type { Findings } from '../worker/api.ts';
import type { Scored } from './score-logs.ts';

/** The findings of the run. Null if the log lacks fields that they need, or is larger than memory. */
export async function findFindings({ engine, progress, signal }: Scored): Promise<Findings | null> {
  const found = await engine.findings(progress.show, signal);
  progress.clear();
  return found;
}
