import { jsonText } from '../../core/hidden-characters.ts';
import { asLink } from '../../core/selection/clause-text.ts';
import { summaryOf } from '../../words/summary.ts';
import type { Preferences } from '../workspace/preferences.ts';
import type { Result } from '../workspace/state.ts';
import { writeHash } from '../workspace/url-hash.ts';

/**
 * The run and its settings as JSON: files, detector and results, without flows or addresses. `view` has the counts of
 * the flows in view with the filters, except those that a link leaves out (`asLink`). `findingCount` is the
 * number of listed findings, null while it is unknown. `link` contains all settings.
 */
export function summarise({ run, shown }: Result, page: Preferences, findings: number | null, version: string): string {
  const { workspace, detection, threshold, isMoved, run: all } = shown;
  const { contamination } = workspace.model;
  const summary = summaryOf({ run, detection, contamination, threshold, isMoved, anomalies: all.anomalies }, version);
  const { filter, suppressions, leftOut } = asLink(workspace.selection);
  const { selected, suppressed, filtered } = shown;
  const view = {
    flows: selected.flows,
    anomalies: selected.anomalies,
    ...{ filtered, suppressed, filter, suppressions: suppressions.split('\n').filter((line) => line !== '') },
    filtersLeftOut: leftOut,
  };
  return `${jsonText({ ...summary, findingCount: findings, view, link: writeHash({ workspace, page }) }, 2)}\n`;
}
