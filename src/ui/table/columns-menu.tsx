import button from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import styles from './table.module.css';
import { type FlowsColumns, moveColumn } from './use-columns.ts';

/** Which columns are shown, in which order; everything that dragging a header can do. */
export function ColumnsMenu({ columns }: { readonly columns: FlowsColumns }) {
  const { table, flowColumn } = columns;
  const all = table.getAllLeafColumns();
  return (
    <Popover button="Columns" buttonClass={button.button} label="Columns">
      <div className={styles.menu}>
        <ul>
          {all.map((column, place) => (
            <li key={column.id}>
              <label title={flowColumn(column.id).meaning}>
                <input
                  type="checkbox"
                  checked={column.getIsVisible()}
                  onChange={(event) => column.toggleVisibility(event.target.checked)}
                />
                <code>{column.id}</code>
              </label>
              <button
                type="button"
                className={button.icon}
                aria-label={`Move ${column.id} up`}
                disabled={place === 0}
                onClick={() => moveColumn(columns, column.id, all[place - 1].id)}
              >
                ↑
              </button>
              <button
                type="button"
                className={button.icon}
                aria-label={`Move ${column.id} down`}
                disabled={place === all.length - 1}
                onClick={() => moveColumn(columns, column.id, all[place + 1].id)}
              >
                ↓
              </button>
            </li>
          ))}
        </ul>
        <button
          type="button"
          className={button.button}
          onClick={() => {
            table.setColumnVisibility({});
            table.resetColumnOrder();
            table.resetColumnSizing();
          }}
        >
          Reset columns
        </button>
      </div>
    </Popover>
  );
}
