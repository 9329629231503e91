import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing.ts';

/**
 * Keys that work anywhere in the page. An element says which key it has by `aria-keyshortcuts`: the key clicks it, or focuses it where
 * it takes text. `own` has keys that need no element. `[` and `]` go to the tab before and after. Single keys are off while somebody is typing, and can be switched off.
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

/** As `aria-keyshortcuts` writes it: `Control+Shift+Z`, `g`. */
export function nameOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, isControl: boolean): string {
  if (!isControl) return key;
  return `Control+${shiftKey ? 'Shift+' : ''}${key.toUpperCase()}`;
}

/** Uses the first element in sight that has a key; whether there is one. */
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
