import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../../testing/conn-log.ts';
import { quiet, readText } from '../../../testing/read-text.ts';
import { gatherFacts } from '../facts.ts';
import { findCallbacks } from './callbacks.ts';

const inside = ['10.0.0.1', '10.0.0.2'];
const outside = ['192.0.2.1', '198.51.100.2', '203.0.113.3'];
const flow = fc
  .record({
    ts: fc.integer({ min: 0, max: 400 }),
    isRequest: fc.boolean(),
    near: fc.constantFrom(...inside),
    far: fc.constantFrom(...outside),
    port: fc.constantFrom(80, 113, 4444),
    state: fc.constantFrom('SF', 'REJ'),
  })
  .map(({ ts, isRequest, near, far, port, state }) => ({
    ts,
    'id.orig_h': isRequest ? far : near,
    'id.resp_h': isRequest ? near : far,
    'id.resp_p': port,
    conn_state: state,
  }));

it('are first contacts with the last answered request before, in any order of rows', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(flow, { minLength: 1, maxLength: 60 }), async (log) => {
      const facts = await gatherFacts((await readText(connLog(log))).table, quiet);
      const found = await findCallbacks(facts, quiet);
      const { pairs } = facts.channels;
      for (let id = 0; id < pairs.count; id++) {
        const source = facts.reader.label('id.orig_h', pairs.source[id]);
        const destination = facts.reader.label('id.resp_h', pairs.destination[id]);
        expect([source, destination, found.seconds[id], found.requests[id]]).toEqual([
          source,
          destination,
          ...expectedOf(log, source, destination),
        ]);
      }
    }),
    { numRuns: 200 },
  );
});

type Log = readonly { ts: number; 'id.orig_h': string; 'id.resp_h': string; 'id.resp_p': number; conn_state: string }[];

/** Seconds and requests of a pair by searching the whole log. */
function expectedOf(log: Log, source: string, destination: string): [number, number] {
  const requests = log.filter((one) => one['id.resp_h'] === source && one.conn_state === 'SF');
  const contacts = log.filter(
    (one) => one['id.orig_h'] === source && one['id.resp_h'] === destination && one['id.resp_p'] !== 113,
  );
  const first = Math.min(...contacts.map(({ ts }) => ts));
  const before = requests.filter(({ ts }) => ts <= first);
  if (contacts.length === 0 || before.length === 0) return [Number.NaN, 0];
  return [first - Math.max(...before.map(({ ts }) => ts)), requests.length];
}
