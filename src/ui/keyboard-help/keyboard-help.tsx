import { useEffect, useEffectEvent } from 'react';
import { isTyping } from './is-typing.ts';
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

/** Opens the help by its key, unless somebody is typing. */
export function useHelpKey(open: () => void): void {
  const onHelp = useEffectEvent(open);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== '?' || isTyping(event)) return;
      event.preventDefault();
      onHelp();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** All keys of the page. */
export function KeyboardHelp() {
  return (
    <div className={styles.help}>
      <h2>Keys</h2>
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
    </div>
  );
}
