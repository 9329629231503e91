/** Where a panel lies over its list, as panel.module.css has it. */
const OVER_LIST = '(max-width: 1099px)';

/** Whether a panel hides the list that it belongs to. */
export function isPanelOverList(): boolean {
  return matchMedia(OVER_LIST).matches;
}
