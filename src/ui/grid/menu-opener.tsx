import { type RefObject, useEffect, useRef } from 'react';
import styles from './grid.module.css';

/** Milliseconds that the mouse has to rest on a cell. */
const REST = 200;

/**
 * A small button in the cell under the mouse that opens the menu of its value. Keyboard and touch have their own ways.
 */
export function MenuOpener({
  scroller,
  onOpen,
}: {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly onOpen: (cell: Element) => void;
}) {
  const button = useRef<HTMLButtonElement>(null);
  const cell = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const grid = scroller.current;
    if (grid === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hide = () => {
      clearTimeout(timer);
      cell.current = null;
      if (button.current !== null) button.current.hidden = true;
    };
    const onOver = ({ target, pointerType }: PointerEvent) => {
      const over = target instanceof Element ? target.closest<HTMLElement>('[role=gridcell][data-column]') : null;
      if (over === cell.current) return;
      hide();
      if (over === null || pointerType !== 'mouse') return;
      cell.current = over;
      timer = setTimeout(() => button.current !== null && stand(button.current, over), REST);
    };
    const onLeave = ({ relatedTarget }: PointerEvent) => {
      if (relatedTarget !== button.current) hide();
    };
    // The list may become empty, or shorter, under a mouse at rest.
    const observer = new MutationObserver(() => cell.current?.isConnected === false && hide());
    observer.observe(grid, { childList: true, subtree: true });
    grid.addEventListener('pointerover', onOver);
    grid.addEventListener('pointerleave', onLeave);
    grid.addEventListener('scroll', hide, { passive: true });
    return () => {
      hide();
      observer.disconnect();
      grid.removeEventListener('pointerover', onOver);
      grid.removeEventListener('pointerleave', onLeave);
      grid.removeEventListener('scroll', hide);
    };
  }, [scroller]);
  return (
    <button
      ref={button}
      type="button"
      hidden
      tabIndex={-1}
      aria-hidden="true"
      className={styles.opener}
      title="Include, exclude or copy (menu key)"
      onClick={() => cell.current !== null && onOpen(cell.current)}
    />
  );
}

/** Positions the button at the end of the cell without text. */
function stand(button: HTMLElement, cell: HTMLElement): void {
  const frame = button.parentElement?.getBoundingClientRect();
  if (frame === undefined) return;
  button.hidden = false;
  const { left, right, top, height } = cell.getBoundingClientRect();
  const x = cell.dataset.number === 'true' ? left : right - button.offsetWidth;
  button.style.left = `${Math.max(0, x - frame.left)}px`;
  button.style.top = `${top - frame.top + (height - button.offsetHeight) / 2}px`;
}
