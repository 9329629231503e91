import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing.ts';

/**
 * Shortcuts for the whole page. An element declares its key by `aria-keyshortcuts`: the key clicks it, or focuses a
 * text field. `own` maps keys to actions without an element.
 */
export function usePageKeys(areSingleKeysOn: boolean, own: Readonly<Record<string, () => void>>): void {
  useKeys(areSingleKeysOn, (key) => {
    const run = own[key];
    if (run === undefined) return press(key);
    run();
    return true;
  });
}

/**
 * Gives every key of the page to `take`, which returns whether it used the key. Single keys are off in text fields, and
 * the user can switch them off.
 */
export function useKeys(areSingleKeysOn: boolean, use: (key: string) => boolean): void {
  const take = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey || isTyping(event)) return;
    const isControl = event.ctrlKey || event.metaKey;
    if (!isControl && !areSingleKeysOn) return;
    if (use(nameOf(event, isControl))) event.preventDefault();
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => take(event);
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

/** The name of a key for `aria-keyshortcuts`: `Control+Shift+Z`, `g`. */
function nameOf({ key, shiftKey }: Pick<KeyboardEvent, 'key' | 'shiftKey'>, isControl: boolean): string {
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
