import type { Clause } from '../../core/selection/clauses.ts';
import { Popover } from '../parts/popover.tsx';
import { suppress } from './suppress.ts';
import { type Choice, SuppressForm } from './suppress-form.tsx';

/** Button **Suppress** of a panel or a menu of a cell: asks for the reason in a popover, then hides the flows. */
export function SuppressButton({
  choices,
  clauses,
  onSelect,
  buttonClass,
}: {
  /** The flows that can be hidden, the likeliest first. */
  readonly choices: readonly Choice[];
  readonly clauses: readonly Clause[];
  readonly onSelect: (clauses: readonly Clause[], label: string) => void;
  readonly buttonClass: string | undefined;
}) {
  return (
    <Popover button="Suppress" buttonClass={buttonClass} label="Suppress">
      <SuppressForm
        choices={choices}
        onSuppress={({ predicate, label }, reason) =>
          onSelect(suppress(clauses, predicate, label, reason), `Suppress ${label}`)
        }
      />
    </Popover>
  );
}
