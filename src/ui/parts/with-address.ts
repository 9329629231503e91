import { equals } from '../../core/selection/predicate.ts';
import type { Predicate } from '../../worker/api.ts';

/** Flows with the address at one end. Null for a host in a context, which is more specific than its address. */
export function withAddress(field: string, address: string | null): Predicate | null {
  if (address === null) return equals(field, '');
  return address.includes('(') ? null : equals(field, address);
}
