import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { gatherFacts } from '../behaviour/facts.ts';
import { namesOf } from '../behaviour/naming.ts';
import { findFindings } from '../findings/find-findings.ts';
import { findChannelTimes } from '../groups/channel-times.ts';
import { makeSample } from '../sample/sample.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import { flowsIn } from '../table/represented.ts';
import type { Table } from '../table/table.ts';
import { passOnce } from './first-pass.ts';
import type { Folded } from './fold.ts';

const means = { kernel: createCellKernel(), inflate: null };

async function fold(log: Uint8Array, memory = 2 ** 30): Promise<Folded> {
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  const { folded } = await passOnce(files, quiet, means, memory, async () => {});
  if (folded === null) throw new Error('nothing was folded');
  return folded;
}

/** What is known of every channel, in order of first occurrence. */
async function channelsOf(table: Table) {
  const facts = await gatherFacts(table, quiet);
  const { channels } = facts;
  const times = await findChannelTimes(facts, quiet, [0, 1]);
  return Array.from({ length: channels.count }, (_, channel) => ({
    ...namesOf(facts, channel),
    flows: channels.flows[channel],
    failed: channels.failed[channel],
    withData: channels.withData[channel],
    flags: channels.flags[channel],
    sent: channels.sent[channel],
    received: channels.received[channel],
    seconds: Math.fround(channels.seconds[channel]),
    longest: channels.longest[channel],
    from: channels.from[channel],
    to: channels.to[channel],
    first: times.first[channel],
    last: times.last[channel],
  }));
}

const flow = fc.record({
  ts: fc.integer({ min: 0, max: 5000 }),
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', 'fe80::1'),
  'id.resp_h': fc.constantFrom('192.0.2.1', '224.0.0.251', '10.0.0.255', '2001:db8::1'),
  'id.resp_p': fc.constantFrom(53, 443, 8080, 0),
  'id.orig_p': fc.constantFrom(3, 8, 135, 50_000),
  proto: fc.constantFrom('tcp', 'udp', 'icmp'),
  service: fc.constantFrom('-', 'dns', 'ssl', 'http'),
  duration: fc.constantFrom('-', '0', '0.25', '3600'),
  orig_bytes: fc.constantFrom('-', '0', '40', '6000', '9000000'),
  resp_bytes: fc.constantFrom('-', '0', '100', '8000'),
  orig_pkts: fc.constantFrom('-', '0', '1', '80'),
  resp_pkts: fc.constantFrom('-', '0', '1', '90'),
  conn_state: fc.constantFrom('SF', 'S0', 'REJ', '-'),
  history: fc.constantFrom('ShADadFf', 'Dd', '-'),
});

/** Channels with many flows, of which a fold keeps some. */
const manyFlows = fc
  .tuple(fc.array(flow, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 40 }))
  .map(([flows, times]) =>
    Array.from({ length: times }, (_, round) => flows.map((one) => ({ ...one, ts: one.ts + 37 * round }))).flat(),
  );

describe('a folded log', () => {
  it('has the sums of every channel', async () => {
    await fc.assert(
      fc.asyncProperty(manyFlows, async (flows) => {
        const log = connLog(flows);
        const { table: whole } = await readText(log);
        const folded = await fold(log);
        expect(folded.flows).toBe(flows.length);
        expect(flowsIn(folded.table)).toBe(flows.length);
        expect(await channelsOf(folded.table)).toEqual(await channelsOf(whole));
      }),
      { numRuns: 60 },
    );
  });

  it('keeps few rows of a channel with many flows', async () => {
    const flows = Array.from({ length: 20_000 }, (_, i) => ({ ts: i, orig_bytes: 100 + (i % 7) }));
    const { table } = await fold(connLog(flows));
    expect(table.rows).toBeLessThan(130);
    expect((await channelsOf(table))[0]).toMatchObject({ flows: 20_000, from: 0, to: 19_999 });
  });

  it('has the findings of the sample, with their flows', async () => {
    const log = makeSample();
    const whole = (await findFindings((await readText(log)).table, quiet)).findings;
    const found = (await findFindings((await fold(log)).table, quiet)).findings;
    const nameOf = ({ kind, source, destination, port }: (typeof whole.list)[number]) =>
      [kind, source.name, destination.name, port.name].join(' ');
    const byName = new Map(found.list.map((finding) => [nameOf(finding), finding]));
    const strong = whole.list.filter(({ kind, points }) => points >= 50 && kind !== 'DNS burst');
    expect(strong.length).toBeGreaterThan(5);
    for (const finding of strong) {
      const same = byName.get(nameOf(finding));
      expect(same, nameOf(finding)).toBeDefined();
      expect(Math.abs((same?.flows ?? 0) - finding.flows), nameOf(finding)).toBeLessThanOrEqual(0.02 * finding.flows);
    }
    expect(found.looked).toEqual(whole.looked);
  });

  it('stops where memory ends, says how many flows it has, and changes no model', async () => {
    const address = (i: number) => `10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`;
    const flows = Array.from({ length: 150_000 }, (_, i) => ({
      ts: i,
      'id.resp_h': address(i),
      orig_bytes: 100 + ((i * 7919) % 977),
      duration: (i % 83) / 7,
    }));
    const files = [{ path: 'conn.log', blob: new Blob([connLog(flows) as BlobPart]) }];
    const pass = (memory: number) => passOnce(files, quiet, means, memory, async () => {});
    const [short, whole] = [await pass(0), await pass(2 ** 30)];
    expect(whole.folded?.flows).toBe(flows.length);
    expect(short.folded?.flows).toBeLessThan(flows.length);
    expect(flowsIn(short.folded?.table ?? { rows: 0, represents: null })).toBe(short.folded?.flows);
    for (const [id, { learned }] of whole.fits) {
      expect(short.fits.get(id)?.learned?.().model, id).toEqual(learned?.().model);
    }
  });
});
