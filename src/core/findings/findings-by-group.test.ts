import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { plainFlows } from '../../testing/flow-rows.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { gatherFacts } from '../behaviour/facts.ts';
import { fieldOf } from '../hosts/sides.ts';
import type { FoundFindings } from './find-findings.ts';
import type { Finding } from './finding.ts';
import { findingsByChannel, findingsByHost, rowsInFindings } from './findings-by-group.ts';
import { FlowSet } from './flow-set.ts';

const flow = fc.record({
  ts: fc.integer({ min: 1, max: 500 }),
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2'),
  'id.resp_h': fc.constantFrom('10.0.0.2', '192.0.2.1'),
  'id.resp_p': fc.constantFrom(22, 443),
});

it('counts the flows of each finding by host and by channel, for any findings of any log', async () => {
  const findings = fc.array(fc.record({ points: fc.integer({ min: 25, max: 100 }), picks: fc.array(fc.nat(39)) }), {
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 40 }), findings, async (flows, wanted) => {
      const { table } = await readText(connLog(flows));
      const facts = await gatherFacts(table, quiet);
      const all = plainFlows(table);
      const strongestFirst = wanted.toSorted((a, b) => b.points - a.points);
      const picked = strongestFirst.map(({ picks }) =>
        [...new Set(picks)].filter((row) => row < all.length).sort((a, b) => a - b),
      );
      const rows = picked.map((own) => {
        const set = new FlowSet(all.length);
        for (const row of own) set.add(row);
        return set;
      });
      const list = strongestFirst.map(({ points }, place) => ({ id: `f-${place}`, kind: 'Beacon', points }) as Finding);
      const found = { findings: { list }, rows } as unknown as FoundFindings;
      const byChannel = await findingsByChannel(found, facts, quiet);
      const expected = (isIn: (row: number) => boolean) =>
        list.flatMap(({ id, kind, points }, place) => {
          const count = picked[place].filter(isIn).length;
          return count === 0 ? [] : [{ id, kind, points, flows: count }];
        });
      for (let channel = 0; channel < facts.channels.count; channel++) {
        expect(byChannel.get(channel) ?? []).toEqual(expected((row) => facts.flows.channel[row] === channel));
      }
      for (const side of ['source', 'destination'] as const) {
        const byHost = findingsByHost(byChannel, facts.channels, side);
        for (let host = 1; host < facts.reader.codeCount(fieldOf[side]); host++) {
          const address = facts.reader.label(fieldOf[side], host);
          const own = (byHost.get(host) ?? []).toSorted((a, b) => a.id.localeCompare(b.id));
          expect(own).toEqual(expected((row) => all[row][side] === address));
        }
      }
      expect([...rowsInFindings(found, all.length).toRows()]).toEqual(
        [...new Set(picked.flat())].sort((a, b) => a - b),
      );
    }),
    { numRuns: 60 },
  );
});
