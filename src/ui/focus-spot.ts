/** Milliseconds within which a panel has its details. */
const PATIENCE = 3000;

/** What had the focus, and how to know its successor once its panel was drawn anew. */
export interface FocusSpot {
  readonly element: HTMLElement;
  /** Accessible name of the panel around it, null when there is none. */
  readonly panel: string | null;
  readonly name: string;
}

/** Where the focus is; null when nothing has it. */
export function focusSpot(): FocusSpot | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return { element, panel: element.closest('aside')?.getAttribute('aria-label') ?? null, name: nameOf(element) };
}

/**
 * Puts the focus back. A panel that is drawn anew may wait for its details: until they are there, or the user does something else. Gives
 * back how to stop waiting.
 */
export function focusAgain(spot: FocusSpot): () => void {
  const found = successorOf(spot);
  found?.focus({ preventScroll: true });
  if (found !== null || spot.panel === null) return () => {};
  const stop = new AbortController();
  const { signal } = stop;
  const observer = new MutationObserver(() => {
    const late = successorOf(spot);
    if (late === null) return;
    stop.abort();
    late.focus({ preventScroll: true });
  });
  observer.observe(document.body, { childList: true, subtree: true });
  signal.addEventListener('abort', () => observer.disconnect());
  for (const type of ['keydown', 'pointerdown']) addEventListener(type, () => stop.abort(), { signal, capture: true });
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  signal.addEventListener('abort', () => clearTimeout(timer));
  return () => stop.abort();
}

function successorOf({ element, panel, name }: FocusSpot): HTMLElement | null {
  if (element.isConnected) return element;
  if (panel === null) return null;
  const panels = [...document.querySelectorAll('aside')].filter((one) => one.getAttribute('aria-label') === panel);
  const alike = panels.flatMap((one) => [...one.querySelectorAll<HTMLElement>(element.tagName)]);
  return alike.find((one) => nameOf(one) === name) ?? null;
}

function nameOf(element: HTMLElement): string {
  return element.getAttribute('aria-label') ?? element.textContent ?? '';
}
