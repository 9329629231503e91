/** The width at which a panel covers its list, as in panel.module.css. */
const OVER_LIST = '(max-width: 1099px)';

/** Whether a panel covers its list. */
export function isPanelOverList(): boolean {
  return matchMedia(OVER_LIST).matches;
}
