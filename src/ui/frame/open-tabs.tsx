import type { Clause } from '../../core/selection/clauses.ts';
import { Agreement } from '../evaluate/agreement.tsx';
import { SelectionChips } from '../filter/selection-chips.tsx';
import { resultName } from '../model/changed-settings.ts';
import { AwaitedBar } from '../progress/awaited-bar.tsx';
import { shownTab, tabsOf } from '../tabs/index.ts';
import type { TabEntry } from '../tabs/tab-entry.ts';
import { TabList } from '../tabs/tab-list.tsx';
import { awaitedResult } from '../workspace/awaited.ts';
import type { Controller } from '../workspace/controller.ts';
import { resultOf, type State } from '../workspace/state.ts';
import type { useViewCounts } from './use-view-counts.ts';

/** The tabs of an open log, and behind them its filters, the tools of the tab, and what is being computed. */
export function OpenTabs({
  state,
  controller,
  counts,
  tab,
  onEdit,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly counts: ReturnType<typeof useViewCounts>;
  /** The tab on screen. */
  readonly tab: TabEntry;
  /** Puts the filter of a chip into the box. */
  readonly onEdit: (clause: Clause) => void;
}) {
  const ready = state.phase === 'ready' ? state : null;
  const result = resultOf(state);
  const awaited = awaitedResult(state);
  const Tools = ready !== null && ready.result.run.larger === null ? tab.Tools : undefined;
  return (
    <TabList
      tabs={ready === null ? [] : tabsOf(ready)}
      state={state}
      counts={counts}
      chosen={tab.id}
      wanted={() => shownTab(controller.state()).id}
      areSingleKeysOn={state.page.areSingleKeysOn}
      onChoose={controller.showTab}
    >
      {ready !== null && tab.id === 'flows' && ready.workspace.selection.length === 0 && (
        <Agreement state={ready} controller={controller} />
      )}
      {ready !== null && <SelectionChips state={ready} controller={controller} onEdit={onEdit} />}
      {ready !== null && Tools !== undefined && <Tools state={ready} controller={controller} counts={counts} />}
      {awaited !== null && result !== null && (
        <AwaitedBar
          name={awaited}
          shown={resultName(result.run, result.shown.detection)}
          work={ready?.work ?? null}
          onCancel={controller.cancel}
        />
      )}
    </TabList>
  );
}
