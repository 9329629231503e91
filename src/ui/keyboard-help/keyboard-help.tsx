import { useEffect, useRef } from 'react';
import buttons from '../parts/button.module.css';
import styles from './keyboard-help.module.css';

const groups: readonly (readonly [place: string, keys: readonly (readonly [keys: string, does: string])[]])[] = [
  [
    'Flows',
    [
      ['↓ or j', 'next flow'],
      ['↑ or k', 'flow before'],
      ['Page Down, Page Up', 'one page down or up'],
      ['Home, End', 'first or last flow'],
      ['Enter', 'open the flow and why it is odd (the details then follow the keys above)'],
      ['Esc', 'close it, back to its row'],
    ],
  ],
  [
    'Column header',
    [
      ['Enter', 'sort by this column, again to reverse'],
      ['Alt ← →', 'narrower, wider'],
      ['Alt Shift ← →', 'move it left, right'],
    ],
  ],
  [
    'Threshold',
    [
      ['← →', 'move a little'],
      ['Page Up, Page Down', 'move more'],
      ['Home, End', 'lowest or highest score'],
    ],
  ],
  [
    'Anywhere',
    [
      ['Back, Forward', 'of the browser: the view before, the next'],
      ['?', 'this help'],
    ],
  ],
];

/** The button and the key `?` that show all keys. */
export function KeyboardHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement && event.target.matches('input:not([type=range]), select, textarea');
      if (event.key !== '?' || typing || dialog.current?.open) return;
      event.preventDefault();
      dialog.current?.showModal();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);

  return (
    <>
      <button
        type="button"
        className={buttons.icon}
        aria-label="Keyboard help"
        title="Keyboard help (?)"
        onClick={() => dialog.current?.showModal()}
      >
        ?
      </button>
      <dialog ref={dialog} className={styles.dialog} aria-labelledby="keyboard-help">
        <h2 id="keyboard-help">Keys</h2>
        {groups.map(([place, keys]) => (
          <section key={place}>
            <h3>{place}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>{key}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <button type="button" className={buttons.button} onClick={() => dialog.current?.close()}>
          Close
        </button>
      </dialog>
    </>
  );
}
