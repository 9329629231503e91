import styles from './keyboard-help.module.css';

const groups: readonly (readonly [place: string, keys: readonly (readonly [keys: string, does: string])[]])[] = [
  [
    'Anywhere',
    [
      ['/', 'filter'],
      ['[ ]', 'previous tab, next tab'],
      ['g', 'open or close the charts'],
      ['f', 'open or close the facets'],
      ['e', 'export'],
      ['x', 'suppress what is open, or flows like the one of a row'],
      ['u or Ctrl Z', 'undo'],
      ['Ctrl Shift Z', 'redo'],
      ['Back, Forward', 'of the browser: previous view, next view'],
      ['?', 'these keys'],
    ],
  ],
  [
    'A list',
    [
      ['↓ or j', 'next row'],
      ['↑ or k', 'previous row, or from the first row the column headers'],
      ['← →', 'from cell to cell'],
      ['Menu key', 'include, exclude or copy the cell, or the bars of a chart'],
      ['Page Down, Page Up', 'one page down or up'],
      ['Home, End', 'first or last row'],
      ['Enter', 'open the row (its details then follow j and k)'],
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
    'Threshold and brushes',
    [
      ['← →', 'move by one bin'],
      ['Shift ← →', 'move a brush as a whole'],
      ['Page Up, Page Down', 'move by ten'],
      ['Home, End', 'lowest or highest'],
    ],
  ],
];

/** The list of all keys of the page. */
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
