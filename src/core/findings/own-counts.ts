import type { Evidence } from '../behaviour/part.ts';
import { formatCount } from '../number-words.ts';
import type { Counts } from './count.ts';
import type { Witness } from './finding.ts';

/**
 * The beginning of a sentence whose numbers differ from the finding's flows: Behaviour counts targets over the whole
 * log, a finding counts the flows that meet its conditions. Its own number comes first, because a list cuts the end.
 * Empty when the numbers agree or count different things.
 */
export function besideOwn(witness: Witness, { numbers }: Pick<Evidence, 'numbers'>, counts: Counts): string {
  const { hosts, ports, targets, sources } = numbers;
  switch (witness) {
    case 'scan_h':
    case 'spread':
      return beside('In the whole log', hosts, counts.destinations, 'hosts');
    case 'scan_v':
      return counts.destinations > 1 || counts.sources > 1
        ? ''
        : beside('In the whole log', ports, counts.ports, 'ports');
    case 'scan_a':
      return counts.destinations > 1 ? '' : beside('On ports from 1024 up', targets, counts.ports, 'ports');
    case 'fan_in':
      return beside('Without housekeeping such as DNS', sources, counts.sources, 'sources');
    default:
      return '';
  }
}

function beside(scope: string, said: number | undefined, own: number, things: string): string {
  return said === undefined || said === own ? '' : `${formatCount(own)} ${things} in these flows. ${scope}, `;
}
