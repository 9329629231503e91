import { type KeyboardEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useBaselines } from '../baseline/use-baselines.ts';
import type { FollowPicker } from '../follow/pick-file.ts';
import { KeyboardHelp } from '../keys/keyboard-help.tsx';
import { usePageKeys } from '../keys/use-page-keys.ts';
import buttons from '../parts/button.module.css';
import { Icon } from '../parts/icon.tsx';
import { Popover } from '../parts/popover.tsx';
import type { Controller } from '../workspace/controller.ts';
import type { State } from '../workspace/state.ts';
import { FloatingDialog } from './floating-dialog.tsx';
import styles from './menu.module.css';
import { type DialogId, dialogs, type MenuItem, menuGroups } from './menu-items.tsx';
import { useTheme } from './use-theme.ts';

/** The **Menu**: less frequent actions, each with its current state. Items that need space open a dialog. */
export function Menu({
  state,
  controller,
  onChooseFiles,
  onAddFiles,
  onFollow,
  onReadAgain,
}: {
  readonly state: State;
  readonly controller: Controller;
  readonly onChooseFiles: () => void;
  readonly onAddFiles: () => void;
  readonly onFollow: FollowPicker | null;
  readonly onReadAgain: () => void;
}) {
  const [open, setOpen] = useState<DialogId | null>(null);
  const theme = useTheme();
  const baselines = useBaselines(controller);
  const button = useRef<HTMLDivElement>(null);
  /** What had the focus before a key opened a dialog. An item of the Menu leaves the focus on its button. */
  const opener = useRef<Element | null>(null);
  const show = (id: DialogId) => {
    opener.current = document.activeElement;
    setOpen(id);
  };
  const { undo, redo } = controller;
  usePageKeys(state.page.areSingleKeysOn, {
    '?': () => show('keys'),
    // Their buttons appear a moment after a change; a key may come sooner.
    u: undo,
    'Control+Z': undo,
    'Control+Shift+Z': redo,
  });
  const dropped = state.phase === 'ready' ? state.dropped : null;
  const take = useEffectEvent(() => {
    if (dropped === null) return;
    baselines.open(dropped.blob, dropped.name);
    controller.takeDropped();
    setOpen('baseline');
  });
  useEffect(() => {
    if (dropped !== null) take();
  }, [dropped]);

  const groups = menuGroups({
    state,
    controller,
    theme,
    baselines,
    show,
    onChooseFiles,
    onAddFiles,
    onFollow,
    onReadAgain,
  });
  const dialog = open === null ? null : dialogs[open];
  const close = (hasFocus: boolean) => {
    setOpen(null);
    const before = opener.current;
    opener.current = null;
    if (!hasFocus) return;
    if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
    else button.current?.querySelector('button')?.focus();
  };
  return (
    <div ref={button} className={styles.anchor}>
      <Popover
        button={<Icon name="menu" />}
        buttonClass={buttons.icon}
        buttonLabel="Menu"
        label="Menu"
        role="menu"
        panelClass={styles.menu}
      >
        <Items groups={groups} />
      </Popover>
      {dialog !== null && (
        <FloatingDialog key={open} label={dialog.label} onClose={close}>
          {open === 'keys' ? (
            <KeyboardHelp />
          ) : (
            state.phase === 'ready' && <dialog.View state={state} controller={controller} baselines={baselines} />
          )}
        </FloatingDialog>
      )}
    </div>
  );
}

function Items({ groups }: { readonly groups: readonly (readonly MenuItem[])[] }) {
  const list = useRef<HTMLDivElement>(null);
  function onKeyDown(event: KeyboardEvent): void {
    const items = [...(list.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = placeAfter(event.key, at, items.length);
    if (next === null) return;
    event.preventDefault();
    items[next]?.focus();
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: takes the keys of the items of the menu around it
    <div ref={list} onKeyDown={onKeyDown}>
      {groups.map((items) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
        <div key={items[0].label} role="group" className={styles.group}>
          {items.map(({ label, note, href, run }) =>
            href === undefined ? (
              <button
                key={label}
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={({ currentTarget }) => {
                  currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
                  run();
                }}
              >
                <span>{label}</span> <span className={styles.note}>{note}</span>
              </button>
            ) : (
              <a key={label} role="menuitem" tabIndex={-1} href={href} download>
                <span>{label}</span> <span className={styles.note}>{note}</span>
              </a>
            ),
          )}
        </div>
      ))}
    </div>
  );
}

function placeAfter(key: string, place: number, count: number): number | null {
  if (key === 'ArrowDown') return (place + 1) % count;
  if (key === 'ArrowUp') return (place + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}
