import { Popover } from '../parts/popover.tsx';
import { type Choice, SuppressForm } from './suppress-form.tsx';
import { useSuppressor } from './suppressing.tsx';

/** The button **Suppress** of a panel (key `x`). A popover asks for the flows and the reason, then hides the flows. */
export function SuppressButton({
  choices,
  buttonClass,
}: {
  /** The choices of flows to hide, the most likely first. */
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
