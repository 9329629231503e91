import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { partScore, scoreBehaviour } from './behaviour.ts';
import { UNSCORED } from './channels.ts';
import { isFailing } from './entities.ts';
import { gatherFacts } from './facts.ts';
import { parts } from './parts/index.ts';
import { ICMP } from './words.ts';

type Cells = Record<string, string | number>;

const failed: Cells = { conn_state: 'S0', history: 'S', service: '-', orig_bytes: '-', resp_bytes: '-', resp_pkts: 0 };
const anyFlow = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2'),
  'id.resp_h': fc.constantFrom('10.0.0.9', '192.0.2.7', '198.51.100.8', '224.0.0.1'),
  'id.resp_p': fc.constantFrom(22, 80, 443),
  proto: fc.constantFrom('tcp', 'udp', 'icmp'),
  resp_bytes: fc.constantFrom(0, 400, 600, 1000, 5000),
  resp_pkts: fc.constantFrom(0, 3),
});

describe('cold targets', () => {
  it('are those without a kilobyte on other channels, by a count over all pairs of channels', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyFlow, { minLength: 1, maxLength: 60 }), async (flows) => {
        const { channels, entities, targets } = await gatherFacts((await readText(connLog(flows))).table, quiet);
        const all = Array.from({ length: channels.count }, (_, channel) => channel);
        const isScored = (channel: number) => (channels.flags[channel] & UNSCORED) === 0;
        const isIcmp = (channel: number) => channels.ports.transport[channels.port[channel]] === ICMP;
        const known = all.map((one) => {
          const others = all.filter(
            (other) =>
              other !== one && channels.pair[other] === channels.pair[one] && isScored(other) && !isIcmp(other),
          );
          return others.reduce((sum, other) => sum + channels.received[other], 0) >= 1000 ? 1 : 0;
        });
        expect([...targets.isKnown]).toEqual(known);
        for (let id = 0; id < entities.sourcePorts.count; id++) {
          const own = all.filter(
            (one) => entities.sourcePorts.ofChannel[one] === id && isScored(one) && known[one] === 0,
          );
          expect(targets.cold[id]).toBe(own.length);
          expect(targets.coldFailing[id]).toBe(own.filter((one) => isFailing(channels, one)).length);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('a source that tries hosts which it also uses is no scanner, one that does not is', async () => {
    const uses = Array.from({ length: 80 }, (_, i) => ({
      ts: 500 + 10 * i,
      'id.resp_h': `192.0.2.${i + 1}`,
      resp_bytes: 4000,
    }));
    const scoreOf = async (net: string) => {
      const tries = Array.from({ length: 40 }, (_, i) => ({
        ...failed,
        ts: 1000 + i,
        'id.resp_h': `${net}.${i + 1}`,
        'id.resp_p': 7,
      }));
      const { table } = await readText(connLog([...uses, ...tries]));
      const scan = parts.findIndex(({ name }) => name === 'scan_h');
      return partScore(await scoreBehaviour(table, quiet), scan, uses.length);
    };
    expect(await scoreOf('192.0.2')).toBe(0);
    expect(await scoreOf('198.51.100')).toBeGreaterThan(2);
  });
});
