import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from '../behaviour/behaviour.ts';
import { fieldOf, type Side } from '../hosts/sides.ts';
import type { Predicate } from '../selection/predicate.ts';
import { sharesOfHosts } from './finding-hosts.ts';

interface Flow {
  readonly 'id.orig_h': string;
  readonly 'id.resp_h': string;
  readonly 'id.resp_p': number;
  readonly conn_state: string;
  readonly resp_bytes: number;
  readonly resp_pkts: number;
}

const flow: fc.Arbitrary<Flow> = fc.record({
  'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2', '192.0.2.3'),
  'id.resp_h': fc.constantFrom('10.0.0.9', '10.0.0.8', '192.0.2.3', '224.0.0.251'),
  'id.resp_p': fc.constantFrom(22, 80, 443),
  conn_state: fc.constantFrom('S0', 'REJ', 'SF'),
  resp_bytes: fc.constantFrom(0, 70),
  resp_pkts: fc.constantFrom(0, 3),
});
const equals = (field: keyof Flow, value: string): Predicate => ({ op: 'in', field, values: [value] });
const where = fc.constantFrom<readonly Predicate[]>(
  [],
  [equals('id.orig_h', '10.0.0.1')],
  [equals('id.resp_h', '10.0.0.9'), equals('conn_state', 'S0')],
  [{ op: 'any', of: [equals('id.orig_h', '10.0.0.2'), equals('id.orig_h', '192.0.2.3')] }],
  [{ op: 'range', field: 'id.resp_p', from: 80, to: 443 }],
);

function meets(one: Flow, conditions: readonly Predicate[]): boolean {
  return conditions.every((condition) => {
    if (condition.op === 'in') return condition.values.includes(String(one[condition.field as keyof Flow]));
    if (condition.op === 'any') return condition.of.some((way) => meets(one, [way]));
    return (
      condition.op === 'range' && one['id.resp_p'] >= Number(condition.from) && one['id.resp_p'] <= Number(condition.to)
    );
  });
}

const isScored = (one: Flow) => one['id.resp_h'] !== '224.0.0.251';
const isFailed = (one: Flow) => isScored(one) && (one.resp_pkts === 0 || ['S0', 'REJ'].includes(one.conn_state));

describe('hosts of a finding', () => {
  it('have the counts of its flows, and each host gives the same counts, for any flows', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 40 }), where, async (flows, conditions) => {
        const { table } = await readText(connLog(flows.map((one) => ({ ...one, orig_pkts: 2, orig_bytes: 0 }))));
        const behaviour = await scoreBehaviour(table, quiet);
        const shares = await sharesOfHosts(table, behaviour, conditions, quiet);
        const own = flows.filter((one) => meets(one, conditions));
        for (const side of ['source', 'destination'] as const) {
          const other: Side = side === 'source' ? 'destination' : 'source';
          const addresses = shares[side].map(({ host }) => behaviour.facts.reader.label(fieldOf[side], host));
          expect(new Set(addresses)).toEqual(new Set(own.map((one) => one[fieldOf[side]])));
          for (const [at, { host: _host, ...counts }] of shares[side].entries()) {
            const his = own.filter((one) => one[fieldOf[side]] === addresses[at]);
            expect(counts).toEqual({
              flows: his.length,
              scored: his.filter(isScored).length,
              failed: his.filter(isFailed).length,
              peers: new Set(his.map((one) => one[fieldOf[other]])).size,
              ports: new Set(his.map((one) => one['id.resp_p'])).size,
            });
          }
          expect(shares[side].map(({ flows: count }) => count)).toEqual(
            shares[side].map(({ flows: count }) => count).toSorted((a, b) => b - a),
          );
        }
      }),
      { numRuns: 60 },
    );
  });
});
