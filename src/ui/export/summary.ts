import { jsonText } from '../../core/hidden-characters.ts';
import { summaryOf } from '../../words/summary.ts';
import type { Preferences } from '../workspace/preferences.ts';
import type { Result } from '../workspace/state.ts';
import { writeHash } from '../workspace/url-hash.ts';

/**
 * The run and its settings as JSON: files, detector and results, without flows or addresses. `link` contains all
 * settings.
 */
export function summarise({ run, shown }: Result, page: Preferences, version: string): string {
  const { workspace, detection, threshold, isMoved, run: all } = shown;
  const { contamination } = workspace.model;
  const summary = summaryOf({ run, detection, contamination, threshold, isMoved, anomalies: all.anomalies }, version);
  return `${jsonText({ ...summary, link: writeHash({ workspace, page }) }, 2)}\n`;
}
