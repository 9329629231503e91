import type { Evidence } from '../behaviour/part.ts';
import type { Counts } from './count.ts';
import type { Witness } from './finding.ts';

/**
 * A note on numbers that differ from the finding's flows: Behaviour counts targets over the whole log, a finding counts
 * the flows that meet its conditions. Empty when the numbers agree or count different things.
 */
export function besideOwn(witness: Witness, { numbers }: Pick<Evidence, 'numbers'>, counts: Counts): string {
  const { hosts, ports, targets, sources } = numbers;
  switch (witness) {
    case 'scan_h':
    case 'spread':
      return beside('in the whole log', hosts, counts.destinations, 'hosts');
    case 'scan_v':
      return counts.destinations > 1 || counts.sources > 1
        ? ''
        : beside('in the whole log', ports, counts.ports, 'ports');
    case 'scan_a':
      return counts.destinations > 1 ? '' : beside('on ports from 1024 up', targets, counts.ports, 'ports');
    case 'fan_in':
      return beside('housekeeping such as DNS left out', sources, counts.sources, 'sources');
    default:
      return '';
  }
}

function beside(scope: string, said: number | undefined, own: number, things: string): string {
  return said === undefined || said === own ? '' : ` (${scope}; ${own} ${things} in these flows)`;
}
