import type { ReactNode } from 'react';
import button from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import { useAtOnce } from '../parts/use-at-once.ts';
import {
  type ColumnLayout,
  type ColumnSet,
  columnSets,
  firstLayout,
  isVisible,
  moveColumn,
  orderedColumns,
  showColumn,
} from './column-layout.ts';
import styles from './grid.module.css';
import type { GridColumn } from './grid-column.ts';

const setLabels: Readonly<Record<ColumnSet, string>> = { essential: 'Essential', all: 'All', mine: 'Mine' };

interface Opener {
  readonly button: ReactNode;
  readonly buttonClass: string | undefined;
}
const wordOpener: Opener = { button: 'Columns', buttonClass: button.button };

/**
 * Chooses the columns: a named set, or the user's own selection and order. Offers by keyboard what dragging a column
 * header does.
 */
export function ColumnsMenu<Row>({
  columns,
  layout: shown,
  opener = wordOpener,
  onLayout: onShow,
}: {
  readonly columns: readonly GridColumn<Row>[];
  readonly layout: ColumnLayout;
  /** Appearance of the button. */
  readonly opener?: Opener;
  readonly onLayout: (layout: ColumnLayout) => void;
}) {
  const [layout, onLayout] = useAtOnce(shown, onShow);
  const all = orderedColumns(columns, layout);
  return (
    <Popover button={opener.button} buttonClass={opener.buttonClass} buttonLabel="Columns" label="Columns">
      <div className={styles.menu}>
        <div role="radiogroup" aria-label="Column set" className={styles.sets}>
          {columnSets.map((set) => (
            <label key={set}>
              <input
                type="radio"
                name="column-set"
                checked={layout.set === set}
                onChange={() => onLayout({ ...layout, set })}
              />
              {setLabels[set]}
            </label>
          ))}
        </div>
        <ul>
          {all.map((column, place) => (
            <li key={column.id}>
              <label title={column.meaning}>
                <input
                  type="checkbox"
                  checked={isVisible(column, layout)}
                  onChange={({ target }) => onLayout(showColumn(columns, layout, column.id, target.checked))}
                />
                <code>{column.label}</code>
              </label>
              <MoveButton
                label={`Move ${column.label} up`}
                icon="↑"
                to={neighbour(column, all[place - 1])}
                onMove={(to) => onLayout(moveColumn(columns, layout, column.id, to))}
              />
              <MoveButton
                label={`Move ${column.label} down`}
                icon="↓"
                to={neighbour(column, all[place + 1])}
                onMove={(to) => onLayout(moveColumn(columns, layout, column.id, to))}
              />
            </li>
          ))}
        </ul>
        <button type="button" className={button.button} onClick={() => onLayout(firstLayout)}>
          Reset columns
        </button>
      </div>
    </Popover>
  );
}

/** The column beside another that it can change places with: frozen ones stay together. */
function neighbour<Row>(column: GridColumn<Row>, beside: GridColumn<Row> | undefined): string | null {
  return beside !== undefined && beside.isFrozen === column.isFrozen ? beside.id : null;
}

function MoveButton({
  label,
  icon,
  to,
  onMove,
}: {
  readonly label: string;
  readonly icon: string;
  readonly to: string | null;
  readonly onMove: (to: string) => void;
}) {
  return (
    <button
      type="button"
      className={button.icon}
      aria-label={label}
      disabled={to === null}
      onClick={() => to !== null && onMove(to)}
    >
      {icon}
    </button>
  );
}
