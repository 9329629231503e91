import type { ComponentType } from 'react';
import type { ScreeChartProps } from '../charts/scree-chart.tsx';
import type { FlowState } from '../detail/use-flow.ts';
import type { Known } from '../frame/known.ts';
import type { ViewCounts } from '../frame/use-view-counts.ts';
import type { Controller } from '../workspace/controller.ts';
import type { Ready, Result, State } from '../workspace/state.ts';
import type { TabId } from '../workspace/workspace.ts';

/** What every tab is given. */
export interface TabProps {
  readonly state: State;
  readonly controller: Controller;
  readonly result: Result;
  /** Whether another result is on its way. */
  readonly isStale: boolean;
  /** Whether the tab is in sight. */
  readonly isShown: boolean;
  readonly counts: ViewCounts;
  /** The flow that is open. */
  readonly flow: FlowState;
  /** What rows said of what was opened from them. */
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
  /** How many things it lists of the flows in view, behind its label; empty while that is not known, or means nothing. */
  readonly countOf: (state: Ready, counts: ViewCounts) => string;
  /** Whether the run has it. */
  readonly isThere: (state: Ready) => boolean;
  /** Whether it speaks of the whole run, and needs the height: no strip, no facets, no panel. */
  readonly isWhole: boolean;
  readonly View: ComponentType<TabProps>;
  /** What narrows its list, at the right end of the tabs while it is in sight. */
  readonly Tools?: ComponentType<ToolsProps>;
}
