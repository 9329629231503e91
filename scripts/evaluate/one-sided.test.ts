import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/core/math/random.ts';
import { icmpFlow, udpFlow } from '../../src/core/sample/flow.ts';
import { refusedFlow, tcpFlow, unansweredFlow } from '../../src/core/sample/tcp.ts';
import { oneSided } from './one-sided.ts';
import { between } from './scene.ts';

const random = createRandom(1);
const meeting = between(0, '192.168.1.2', '198.51.100.7', 443, 'ssl');
const one = { packets: 1, bytes: 40 };
const flows = [
  tcpFlow(random, meeting, 1, 500, 900, 'SF'),
  tcpFlow(random, meeting, 1, 500, 900, 'RSTO'),
  refusedFlow(random, meeting),
  unansweredFlow(random, meeting, 1),
  udpFlow(random, meeting, 1, one, one),
  icmpFlow(random, meeting, 1, one, one),
];

describe('oneSided', () => {
  it('of originators: nothing of the answer is left, and no state claims one', () => {
    for (const flow of flows) {
      const seen = oneSided(flow, 'originator');
      expect([seen.respPackets, seen.respIpBytes]).toEqual([0, 0]);
      expect(seen.respBytes ?? 0).toBe(0);
      expect(seen.history ?? '').not.toMatch(/[a-z]/);
      expect(['S0', 'SH', 'RSTOS0', 'OTH']).toContain(seen.connState);
      expect(seen.origPackets).toBe(flow.origPackets);
    }
  });

  it('of responders: nothing of the question is left', () => {
    for (const flow of flows) {
      const seen = oneSided(flow, 'responder');
      expect([seen.origPackets, seen.origIpBytes]).toEqual([0, 0]);
      expect(seen.origBytes ?? 0).toBe(0);
      expect(['SHR', 'RSTRH', 'OTH']).toContain(seen.connState);
      expect(seen.respBytes).toBe(flow.respBytes);
    }
  });
});
