import { useEffect } from 'react';
import { fileLabel } from '../parts/file-label.ts';
import { countOf, formatCount } from '../parts/format.ts';
import { shown as marked } from '../parts/shown.ts';
import type { State } from '../workspace/state.ts';

/** Maximum characters of a file name in the title. */
const MOST_OF_NAME = 120;

/**
 * Sets the document's title: the open file and the number of selected flows. `unseen` flows and findings of a followed log, which are
 * not yet in the list, come first: `(12) conn.log`.
 */
export function useDocumentTitle(state: State, unseen: number): void {
  const title = (unseen > 0 ? `(${formatCount(unseen)}) ` : '') + titleOf(state);
  useEffect(() => {
    document.title = title;
  }, [title]);
}

/**
 * The title without addresses: browsers write titles to disk. Hidden characters of a file name are marked, as in the
 * page.
 */
export function titleOf(state: State): string {
  if (state.phase !== 'ready') return 'Oddflow';
  const { run, shown } = state.result;
  const filters = shown.workspace.selection.filter(({ isOn }) => isOn).length;
  const flows =
    filters === 0
      ? countOf(run.flows, 'flow')
      : `${formatCount(shown.selected.flows)} of ${countOf(run.flows, 'flow')}, ${countOf(filters, 'filter')}`;
  return `${marked(fileLabel(run), MOST_OF_NAME)}: ${flows} · Oddflow`;
}
