import fc from 'fast-check';
import { expect, it } from 'vitest';
import { equals } from '../core/selection/predicate.ts';
import { connLog } from '../testing/conn-log.ts';
import type { Engine, HostPart, Side } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};
const fields = { source: 'id.orig_h', destination: 'id.resp_h' } as const;

const flow = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2'),
  'id.resp_h': fc.constantFrom('10.0.0.9', '192.0.2.3', '224.0.0.251'),
  'id.resp_p': fc.constantFrom(22, 80, 443),
  conn_state: fc.constantFrom('S0', 'REJ', 'RSTOS0', 'SH', 'SF', 'RSTO', '-'),
  orig_pkts: fc.constantFrom(0, 2),
  resp_pkts: fc.constantFrom(0, 3),
  resp_bytes: fc.constantFrom(0, 70, '-'),
});
type Flow = typeof flow extends fc.Arbitrary<infer One> ? One : never;

const isScored = (one: Flow) => one['id.resp_h'] !== '224.0.0.251';
const isFailed = ({ orig_pkts, resp_pkts, conn_state, ...one }: Flow) =>
  isScored({ orig_pkts, resp_pkts, conn_state, ...one }) &&
  orig_pkts > 0 &&
  (resp_pkts === 0 || ['S0', 'REJ', 'RSTOS0', 'SH'].includes(conn_state));
const shareOf = (flows: readonly Flow[]) => {
  const scored = flows.filter(isScored).length;
  return scored === 0 ? null : flows.filter(isFailed).length / scored;
};

async function open(flows: readonly Flow[]): Promise<{ engine: Engine; detector: string }> {
  const engine = createSession();
  const files = [{ path: 'conn.log', blob: new Blob([connLog(flows) as BlobPart]) }];
  const run = await engine.open({ kind: 'files', files }, ignore, ignore, never);
  return { engine, detector: (await engine.detect(run.detectors[0].id, ignore, never)).detector };
}

it('the failed flows of hosts, their peers and ports, channels and findings are the same flows, for any log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 30 }), async (flows) => {
      const { engine, detector } = await open(flows);
      const sort = { by: 'flows', descending: true } as const;
      const ofQuery = { sort, detector, threshold: 0, contamination: 0.1 };
      for (const side of ['source', 'destination'] as const) {
        const other: Side = side === 'source' ? 'destination' : 'source';
        const { rows } = await engine.hosts({ ...ofQuery, side }, 0, 99, ignore, never);
        for (const { address, failed } of rows) {
          const own = flows.filter((one) => one[fields[side]] === address);
          expect(failed).toBe(shareOf(own));
          const { peers, ports } = await engine.host(side, address ?? '', never);
          const counts = (part: HostPart) => [part.scored, part.failed];
          const expected = (those: readonly Flow[]) => [those.filter(isScored).length, those.filter(isFailed).length];
          for (const peer of peers.most) {
            expect(counts(peer)).toEqual(expected(own.filter((one) => one[fields[other]] === peer.name)));
          }
          for (const port of ports.most) {
            const those = own.filter((one) => `${one['id.resp_p']}/tcp` === port.name);
            expect(counts(port)).toEqual(expected(those));
          }
          const ofFinding = await engine.findingHosts([equals(fields[side], address ?? '')], ignore, never);
          expect(ofFinding[side].most[0]).toMatchObject({
            scored: own.filter(isScored).length,
            failed: own.filter(isFailed).length,
          });
        }
      }
      const { rows } = await engine.channels({ sort, leastFlows: 1 }, 0, 99, ignore, never);
      for (const { source, destination, port, failed } of rows) {
        const own = flows.filter(
          (one) =>
            one['id.orig_h'] === source && one['id.resp_h'] === destination && `${one['id.resp_p']}/tcp` === port,
        );
        expect(failed).toBe(shareOf(own));
      }
    }),
    { numRuns: 40 },
  );
});
