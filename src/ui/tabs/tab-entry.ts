import type { ComponentType } from 'react';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import type { FlowState } from '../detail/use-flow.ts';
import type { Known } from '../frame/known.ts';
import type { ViewCounts } from '../frame/use-view-counts.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Ready, Result, State } from '../workspace/state.ts';
import type { TabId } from '../workspace/workspace.ts';

/** The props of every tab. */
export interface TabProps {
  readonly state: State;
  readonly controller: Controller;
  readonly result: Result;
  /** Whether another result is being computed. */
  readonly isStale: boolean;
  /** Whether the tab is visible. */
  readonly isShown: boolean;
  readonly counts: ViewCounts;
  /** Details of the open flow. */
  readonly flow: FlowState;
  /** Facts from list rows about open entities. */
  readonly known: Known;
  readonly Scree: ComponentType<ScreeChartProps>;
}

/** What the tools of a tab are given. */
export interface ToolsProps extends Pick<TabProps, 'controller' | 'counts'> {
  readonly state: Ready;
}

/** A tab of an open log. To add one: a file with an entry, and its line in `index.ts`. */
export interface TabEntry {
  readonly id: TabId;
  readonly label: string;
  /**
   * The number of its items for the selected flows, shown behind the label. Empty while unknown or if not applicable.
   */
  readonly countOf: (state: Ready, counts: ViewCounts) => string;
  /** Whether the run has the tab. */
  readonly isThere: (state: Ready) => boolean;
  /** Whether the tab covers the whole run and takes the full height, without strip, facets and panel. */
  readonly isWhole: boolean;
  readonly View: ComponentType<TabProps>;
  /** Controls that narrow its list, at the right end of the tabs while the tab is visible. */
  readonly Tools?: ComponentType<ToolsProps>;
}
