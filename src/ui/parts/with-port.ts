import { equals } from '../../core/selection/predicate.ts';
import type { Predicate } from '../../worker/api.ts';

/** Flows to a port written as `445/tcp`. Null for other text, such as a kind of ICMP. */
export function withPort(port: string): Predicate | null {
  const [, number, proto] = /^(\d+)\/(\w+)$/.exec(port) ?? [];
  if (number === undefined || proto === undefined) return null;
  return { op: 'all', of: [equals('id.resp_p', number), equals('proto', proto)] };
}
