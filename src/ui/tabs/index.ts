import { channelsTab } from '../channels/channels-entry.tsx';
import { evaluateTab } from '../evaluate/evaluate-entry.tsx';
import { findingsTab } from '../findings/findings-entry.tsx';
import { flowsTab } from '../flows/flows-entry.tsx';
import { hostsTab } from '../hosts/hosts-entry.tsx';
import { modelTab } from '../model/model-entry.tsx';
import { type Ready, type State, tabIn } from '../workspace/state.ts';
import type { TabEntry } from './tab-entry.ts';

/** The tabs of an open log, left to right. */
export const tabs: readonly TabEntry[] = [findingsTab, flowsTab, hostsTab, channelsTab, modelTab, evaluateTab];

/** The tabs of the open run. */
export function tabsOf(state: Ready): readonly TabEntry[] {
  return tabs.filter(({ isThere }) => isThere(state));
}

/** The visible tab. Flows, if the run lacks the requested one. */
export function shownTab(state: State): TabEntry {
  const wanted = tabIn(state);
  return tabs.find(({ id, isThere }) => id === wanted && (state.phase !== 'ready' || isThere(state))) ?? flowsTab;
}
