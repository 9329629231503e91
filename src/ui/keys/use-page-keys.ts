import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing.ts';

/**
 * Shortcuts for the whole page. An element declares its key by `aria-keyshortcuts`: the key clicks it, or focuses a
 * text field. `own` maps keys to actions without an element. `[` and `]` switch to the previous and next tab. Single
 * keys are off in text fields, and the user can switch them off.
 */
export function usePageKeys(areSingleKeysOn: boolean, own: Readonly<Record<string, () => void>>): void {
  const take = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTyping(event)) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (!isControl && !areSingleKeysOn) return;
    const key = nameOf(event, isControl);
    const run = own[key];
    if (run !== undefined) run();
    else if (key === '[' || key === ']' ? !goToTab(key === '[' ? -1 : 1) : !press(key)) return;
    event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => take(event);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** The name of a key for `aria-keyshortcuts`: `Control+Shift+Z`, `g`. */
export function nameOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, isControl: boolean): string {
  if (!isControl) return key;
  return `Control+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}`;
}

/** Activates the first visible element with a key. Returns whether there is one. */
function press(key: string): boolean {
  const element = [...document.querySelectorAll<HTMLElement>('[aria-keyshortcuts]')].find(
    (one) => one.getAttribute('aria-keyshortcuts')?.split(' ').includes(key) && one.getClientRects().length > 0,
  );
  if (element === undefined || element.closest('[inert]') !== null) return false;
  if (element.matches('input, textarea')) element.focus();
  else element.click();
  return true;
}

function goToTab(step: -1 | 1): boolean {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')];
  const at = tabs.findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  if (at < 0) return false;
  tabs[(at + step + tabs.length) % tabs.length].click();
  return true;
}
