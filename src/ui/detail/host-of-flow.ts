import { type AddressField, isContextField } from '../../core/schema/host-field.ts';
import { hostText } from '../../core/schema/host-text.ts';
import type { FlowCell } from '../../worker/api.ts';

/** Either end of a flow as Hosts and Channels name it: its address and contexts; null when the address is unset. */
export function hostOfFlow(cells: readonly FlowCell[], field: AddressField): string | null {
  const address = cells.find(({ name, unset }) => name === field && !unset);
  if (address === undefined) return null;
  const contexts = cells.filter(({ name, unset }) => isContextField(name) && !unset);
  return contexts.length === 0
    ? address.text
    : hostText(
        address.text,
        contexts.map(({ name, text }) => [name, text]),
      );
}
