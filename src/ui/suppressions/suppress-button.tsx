import { Popover } from '../parts/popover.tsx';
import { type Choice, SuppressForm } from './suppress-form.tsx';
import { useSuppressor } from './use-suppressor.ts';

/** The button **Suppress** of a panel (key `x`). A popover asks for the flows and the reason, then hides the flows. */
export function SuppressButton({
  choices,
  buttonClass,
}: {
  /** The choices of flows to hide, the most likely first. */
  readonly choices: readonly Choice[];
  readonly buttonClass: string | undefined;
}) {
  const { suppress, countFlows } = useSuppressor();
  return (
    <Popover button="Suppress" buttonClass={buttonClass} label="Suppress" shortcut="x">
      <SuppressForm choices={choices} countFlows={countFlows} onSuppress={suppress} />
    </Popover>
  );
}
