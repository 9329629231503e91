import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Predicate } from '../core/selection/predicate.ts';
import { connLog } from '../testing/conn-log.ts';
import { openSession } from '../testing/open-session.ts';

const never = new AbortController().signal;
const ignore = () => {};
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

const flow = fc.record({
  ts: fc.oneof(fc.integer({ min: 1000, max: 1030 }).map(String), fc.constant('-')),
  'id.orig_h': fc.constant('10.0.0.1'),
  'id.resp_h': fc.constantFrom('10.0.0.9', '192.0.2.3'),
  'id.orig_p': fc.constantFrom(8, 13),
  'id.resp_p': fc.constant(0),
  proto: fc.constantFrom('icmp', 'tcp'),
  conn_state: fc.constantFrom('SF', 'S0'),
  orig_bytes: fc.integer({ min: 0, max: 900 }),
});
type Flow = typeof flow extends fc.Arbitrary<infer One> ? One : never;
const where: readonly Predicate[] = [{ op: 'in', field: 'conn_state', values: ['SF'] }];

it('the panel of a channel counts in the selection or over the whole log, as its headings say, for any log', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 40 }), async (flows) => {
      const { engine, detector } = await openSession({ 'conn.log': connLog(flows) });
      const selection = { detector, where };
      const sort = { by: 'flows', descending: true } as const;
      const { rows } = await engine.channels({ sort, leastFlows: 1, selection }, 0, 99, ignore, never);
      for (const { channel, destination, port } of rows) {
        const isOwn = (one: Flow) =>
          one['id.resp_h'] === destination && port.startsWith('icmp') === (one.proto === 'icmp');
        const inLog = flows.filter(isOwn);
        const inView = inLog.filter(({ conn_state }) => conn_state === 'SF');
        const withTime = (those: readonly Flow[]) => those.filter(({ ts }) => ts !== '-');
        const detail = await engine.channel(channel, never, { selection });
        expect(detail.row).toMatchObject({
          flows: inView.length,
          flowsInLog: inLog.length,
          origBytes: sum(inView.map(({ orig_bytes }) => orig_bytes)),
        });
        expect(sum(detail.icmp.map((type) => type.flows))).toBe(port.startsWith('icmp') ? inView.length : 0);
        expect(sum(detail.sizes?.flows ?? [])).toBe(withTime(inLog).length);
        expect(sum(detail.sizes?.selected ?? [])).toBe(withTime(inView).length);
        const times = withTime(inLog).map(({ ts }) => Number(ts));
        const { intervals, meanInterval } = detail;
        expect(sum(intervals?.counts ?? []) + (intervals?.longer ?? 0)).toBe(Math.max(0, times.length - 1));
        if (times.length < 2) expect(meanInterval).toBeNull();
        else expect(meanInterval).toBeCloseTo((Math.max(...times) - Math.min(...times)) / (times.length - 1), 6);
        const whole = await engine.channel(channel, never);
        const ofLog = ({ intervals, sizes, evidence }: typeof whole) => ({ intervals, sent: sizes?.sent, evidence });
        expect(ofLog(detail)).toEqual(ofLog(whole));
        expect(detail.row.rhythm).toEqual(whole.row.rhythm);
        expect(detail.row.beacon).toBe(whole.row.beacon);
      }
    }),
    { numRuns: 60 },
  );
});
