import { ACTIVE_ROW, focusList } from './parts/focus-list.ts';

/** Groups of controls: a control that disappears leaves the focus to its neighbour in the smallest group. */
const GROUPS =
  '[popover], [role=dialog], [role=group], [role=toolbar], [role=alert], aside, section, search, ul, fieldset, form';
const CONTROLS = 'button, a[href], input, select, textarea, summary, [tabindex="0"]';
/** Milliseconds to wait for rows of the list. */
const PATIENCE = 3000;

/** The focused control, and the other controls of its groups, nearest first. */
interface Held {
  readonly element: HTMLElement;
  readonly neighbours: readonly HTMLElement[];
}

/**
 * Moves the focus on when the focused control disappears or is disabled: otherwise the keyboard would start again at
 * the top of the page. The focus goes to the next control of the same group, else the previous one, else to the active
 * row of the list. A focus that the user or another part of the page has moved stays. Returns a function that stops
 * this.
 */
export function keepFocus(): () => void {
  let held: Held | null = null;
  /** When the control was lost, on the page's clock; null while it is there. */
  let lostAt: number | null = null;
  let timer = 0;

  const forget = () => {
    held = null;
    lostAt = null;
  };

  function onFocusIn({ target }: FocusEvent): void {
    if (target instanceof HTMLElement) held = { element: target, neighbours: neighboursOf(target) };
    lostAt = null;
  }

  /** The user left the control, if it is still there. */
  function onFocusOut({ target, relatedTarget }: FocusEvent): void {
    if (relatedTarget !== null) return;
    setTimeout(() => {
      if (held?.element === target && hasNoFocus() && canFocus(held.element)) forget();
    });
  }

  function look(): void {
    if (held === null || !hasNoFocus() || canFocus(held.element)) return;
    lostAt ??= performance.now();
    const next = held.neighbours.find(canFocus) ?? document.querySelector<HTMLElement>(ACTIVE_ROW);
    if (next !== null) next.focus({ preventScroll: true });
    else if (performance.now() - lostAt > PATIENCE) {
      forget();
      focusList();
    } else lookSoon();
  }

  /** Lets the parts of the page first move the focus themselves. */
  function lookSoon(): void {
    clearTimeout(timer);
    timer = window.setTimeout(look, 50);
  }

  const observer = new MutationObserver(() => {
    if (held !== null && hasNoFocus()) lookSoon();
  });
  const stop = new AbortController();
  const { signal } = stop;
  const attributeFilter = ['hidden', 'disabled', 'inert'];
  observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter });
  addEventListener('focusin', onFocusIn, { signal });
  addEventListener('focusout', onFocusOut, { signal });
  // The user goes on elsewhere.
  const onAct = () => {
    if (lostAt !== null) forget();
  };
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, onAct, { signal, capture: true });
  return () => {
    observer.disconnect();
    clearTimeout(timer);
    stop.abort();
  };
}

function hasNoFocus(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

function canFocus(element: HTMLElement): boolean {
  return (
    element.isConnected &&
    !element.matches(':disabled') &&
    element.closest('[hidden], [inert]') === null &&
    element.getClientRects().length > 0
  );
}

/** The controls of each group around an element: those after it, then those before it, the last first. */
function neighboursOf(element: HTMLElement): HTMLElement[] {
  const found = new Set<HTMLElement>();
  let group = element.parentElement?.closest<HTMLElement>(GROUPS) ?? null;
  while (group !== null) {
    const controls = [...group.querySelectorAll<HTMLElement>(CONTROLS)];
    const after = controls.filter(
      (one) => (element.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0,
    );
    const before = controls.filter((one) => !after.includes(one) && one !== element).reverse();
    for (const one of [...after, ...before]) found.add(one);
    if (group.matches('[popover], aside, [role=dialog]')) break;
    group = group.parentElement?.closest<HTMLElement>(GROUPS) ?? null;
  }
  return [...found];
}
