import { Popover } from '../parts/popover.tsx';
import { type Choice, SuppressForm } from './suppress-form.tsx';
import { useSuppressor } from './suppressing.tsx';

/** Button **Suppress** of a panel (key `x`): asks in a popover which flows and why, then hides them. */
export function SuppressButton({
  choices,
  buttonClass,
}: {
  /** The flows that can be hidden, the likeliest first. */
  readonly choices: readonly Choice[];
  readonly buttonClass: string | undefined;
}) {
  const { suppress } = useSuppressor();
  return (
    <Popover button="Suppress" buttonClass={buttonClass} label="Suppress" shortcut="x">
      <SuppressForm choices={choices} onSuppress={suppress} />
    </Popover>
  );
}
