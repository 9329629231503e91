/** The active row of the visible list: its Tab stop. */
export const ACTIVE_ROW = '[role=tabpanel]:not([hidden]) [role=row][tabindex="0"]';

/** Focuses the active row of the visible list. Without one, what the list shows in its place, or else the tab. */
export function focusList(): void {
  const places = [ACTIVE_ROW, '[role=tabpanel]:not([hidden]) button', '[role=tab][aria-selected=true]'];
  const found = places.map((place) => document.querySelector<HTMLElement>(place)).find((one) => one !== null);
  if (found === undefined) (document.activeElement as HTMLElement | null)?.blur();
  else found.focus({ preventScroll: true });
}
