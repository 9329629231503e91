/** Milliseconds to wait for a panel's details. */
const PATIENCE = 3000;

/** The focused element, with what identifies it after its panel was redrawn. */
export interface FocusSpot {
  readonly element: HTMLElement;
  /** Accessible name of the surrounding panel, null outside panels. */
  readonly panel: string | null;
  readonly name: string;
}

/** The current focus, null if nothing has it. */
export function focusSpot(): FocusSpot | null {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) return null;
  return { element, panel: element.closest('aside')?.getAttribute('aria-label') ?? null, name: nameOf(element) };
}

/**
 * Restores the focus. Waits for the details of a redrawn panel until the user acts. Returns a function that stops
 * waiting.
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
