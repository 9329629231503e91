import { type Clause, hidesFlows } from '../../core/selection/clauses.ts';
import buttons from '../parts/button.module.css';
import { Popover } from '../parts/popover.tsx';
import { isHiding } from './chip-words.ts';
import styles from './chips.module.css';

/** What can be done with a chip. */
export interface ChipActions {
  readonly onToggle: () => void;
  readonly onRemove: () => void;
  readonly onEdit: () => void;
  /** Opens the form for the reason. */
  readonly onSuppress: () => void;
}

/** A chip with its whole text and its actions. */
export interface WholeChip extends ChipActions {
  readonly clause: Clause;
  readonly label: string;
  /** See `chipCount`. */
  readonly count: string;
}

/**
 * A button that lists all chips with their whole text, however narrow the page, and with a button for every action: on
 * a touch screen there are neither keys nor tooltips. `hidden` is the number of chips that do not fit beside it.
 */
export function ChipsInFull({ chips, hidden }: { readonly chips: readonly WholeChip[]; readonly hidden: number }) {
  return (
    <Popover
      button={hidden > 0 ? `+${hidden} more` : '⋯'}
      buttonClass={`${styles.link} ${styles.all}`}
      buttonLabel={hidden > 0 ? `${hidden} more filters` : 'Filters in full'}
      label="Filters in full"
      panelClass={styles.full}
    >
      <ul aria-label="Filters in full" className={styles.more}>
        {chips.map((chip) => (
          <FullChip key={chip.clause.id} {...chip} />
        ))}
      </ul>
    </Popover>
  );
}

function FullChip({ clause, label, count, onToggle, onRemove, onEdit, onSuppress }: WholeChip) {
  const { isOn, reason } = clause;
  const actions: readonly (readonly [name: string, run: () => void, closes: boolean])[] = [
    [isOn ? 'Turn off' : 'Turn on', onToggle, false],
    ['Edit', onEdit, true],
    ...(hidesFlows(clause) ? [] : [['Suppress', onSuppress, true] as const]),
    ['Remove', onRemove, false],
  ];
  return (
    <li className={styles.whole} data-hides={isHiding(clause)} data-on={isOn}>
      <p>
        <b>{label}</b> {count}
        {reason !== undefined && <span> {reason}</span>}
      </p>
      <div>
        {actions.map(([name, run, closes]) => (
          <button
            key={name}
            type="button"
            className={buttons.link}
            aria-label={`${name} ${label}`}
            onClick={({ currentTarget }) => {
              if (closes) currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
              run();
            }}
          >
            {name}
          </button>
        ))}
      </div>
    </li>
  );
}
