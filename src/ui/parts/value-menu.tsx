import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Predicate } from '../../worker/api.ts';
import { copyText } from './copy-text.ts';
import styles from './value-menu.module.css';

/** A value on screen that can be filtered and copied. */
export interface MenuValue {
  /** Name of its field or column. */
  readonly name: string;
  /** The copied text. */
  readonly text: string;
  /** Selects the flows with this value. Null if flows cannot be filtered by it. */
  readonly predicate: Predicate | null;
  /** Text of the chip, if the predicate's own words are not those on screen. */
  readonly label?: string;
}

/** Menu actions: select flows with the value, exclude them, or suppress them. */
export type ValueAction = 'include' | 'exclude' | 'suppress';
export type OnValue = (action: ValueAction, predicate: Predicate, label?: string) => void;

type Open = (value: MenuValue, anchor: Element) => void;
const OpenMenu = createContext<Open>(() => {});

/** Opens the menu of a value beside an element. */
export function useValueMenu(): Open {
  return useContext(OpenMenu);
}

interface Menu {
  readonly value: MenuValue;
  readonly anchor: Element;
}

/** Provides one menu for all values inside: include, exclude, copy and, with `canSuppress`, suppress. */
export function ValueMenus({
  onValue,
  canSuppress = false,
  children,
}: {
  readonly onValue: OnValue;
  readonly canSuppress?: boolean;
  readonly children: ReactNode;
}) {
  const [menu, setMenu] = useState<Menu | null>(null);
  const popover = useRef<HTMLDivElement>(null);
  const open = useCallback<Open>((value, anchor) => setMenu({ value, anchor }), []);
  useLayoutEffect(() => {
    if (menu !== null) show(popover, menu.anchor);
  }, [menu]);
  return (
    <OpenMenu value={open}>
      {children}
      <div
        ref={popover}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={menu === null ? 'Value' : `${menu.value.name} ${menu.value.text}`}
        className={styles.menu}
        onKeyDown={moveFocus}
        onContextMenu={(event) => event.preventDefault()}
        // The event comes late: the menu can be open again.
        onToggle={({ currentTarget }) => !currentTarget.matches(':popover-open') && setMenu(null)}
      >
        {menu !== null && (
          <Items
            value={menu.value}
            canSuppress={canSuppress}
            onValue={onValue}
            onDone={() => popover.current?.hidePopover()}
          />
        )}
      </div>
    </OpenMenu>
  );
}

function Items({
  value: { name, text, predicate, label: chip },
  canSuppress,
  onValue,
  onDone,
}: {
  readonly value: MenuValue;
  readonly canSuppress: boolean;
  readonly onValue: OnValue;
  readonly onDone: () => void;
}) {
  const id = useId();
  const act = (action: ValueAction) => () => {
    onDone();
    if (predicate !== null) onValue(action, predicate, ...(chip === undefined ? [] : [chip]));
  };
  const actions = [
    ...(predicate === null
      ? []
      : [
          { label: 'Include', hint: 'only flows with this value', onClick: act('include') },
          { label: 'Exclude', hint: 'only flows without it', onClick: act('exclude') },
        ]),
    {
      label: 'Copy',
      hint: 'the value, to the clipboard',
      onClick: () => {
        onDone();
        void copyText(text);
      },
    },
    ...(predicate !== null && canSuppress
      ? [{ label: 'Suppress', hint: 'hide these flows, with a reason', onClick: act('suppress') }]
      : []),
  ];
  return (
    <>
      <div className={styles.value} aria-hidden="true">
        <code>{name}</code> {text === '' ? 'unset' : text}
      </div>
      {actions.map(({ label, hint, onClick }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-label={label}
          aria-describedby={`${id} ${label}`.replaceAll(' ', '')}
          onClick={onClick}
        >
          {label} <span id={`${id} ${label}`.replaceAll(' ', '')}>{hint}</span>
        </button>
      ))}
    </>
  );
}

/** Opens below the element, or above it if there is no space, and focuses the first item. */
function show(popover: RefObject<HTMLDivElement | null>, anchor: Element): void {
  const menu = popover.current;
  if (menu === null) return;
  menu.togglePopover(true);
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = menu;
  const { clientWidth, clientHeight } = document.documentElement;
  const isAbove = bottom + offsetHeight > clientHeight && top > offsetHeight;
  menu.style.left = `${Math.max(4, Math.min(left, clientWidth - offsetWidth - 4))}px`;
  menu.style.top = `${isAbove ? top - offsetHeight : Math.min(bottom, clientHeight - offsetHeight)}px`;
  menu.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
}

function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role=menuitem]')];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const last = items.length - 1;
  const to = new Map([
    ['ArrowDown', at === last ? 0 : at + 1],
    ['ArrowUp', at <= 0 ? last : at - 1],
    ['Home', 0],
    ['End', last],
  ]).get(event.key);
  if (event.key === 'Tab') event.currentTarget.hidePopover();
  if (to === undefined) return;
  event.preventDefault();
  items[to]?.focus();
}
