import fc from 'fast-check';
import { expect, it } from 'vitest';
import { connLog } from '../../../testing/conn-log.ts';
import { quiet, readText } from '../../../testing/read-text.ts';
import { explainFlow, scoreBehaviour } from '../behaviour.ts';
import { gatherFacts } from '../facts.ts';
import { parts } from './index.ts';
import { findRounds } from './rounds.ts';

it('are windows with at least as many hosts as asked for, by a count over sets', async () => {
  const flow = fc.record({
    ts: fc.integer({ min: 0, max: 4000 }),
    'id.orig_h': fc.constantFrom('10.0.0.1', '10.0.0.2'),
    'id.resp_h': fc.constantFrom('10.0.0.5', '10.0.0.6', '10.0.0.7', '192.0.2.1'),
    'id.resp_p': fc.constantFrom(22, 445),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(flow, { minLength: 1, maxLength: 80 }),
      fc.integer({ min: 1, max: 4 }),
      async (log, least) => {
        const facts = await gatherFacts((await readText(connLog(log))).table, quiet);
        const {
          entities: { sourcePorts },
          flows,
          reader,
        } = facts;
        const isWanted = (channel: number) => channel % 3 !== 0;
        const sets = new Map<string, Set<number>>();
        for (let row = 0; row < flows.count; row++) {
          const channel = flows.channel[row];
          if (!isWanted(channel)) continue;
          const window = Math.floor((reader.numbers('ts', row, row + 1)[0] - flows.start) / 600);
          const key = `${sourcePorts.ofChannel[channel]} ${window}`;
          sets.set(key, (sets.get(key) ?? new Set()).add(channel));
        }
        const found = await findRounds(
          facts,
          quiet,
          Uint8Array.from({ length: facts.channels.count }, (_, channel) => (isWanted(channel) ? 1 : 0)),
          least,
        );
        for (let id = 0; id < sourcePorts.count; id++) {
          const sizes = [...sets].filter(([key]) => key.startsWith(`${id} `)).map(([, hosts]) => hosts.size);
          expect(found.most[id]).toBe(Math.max(0, ...sizes));
          expect(found.count[id]).toBe(sizes.filter((size) => size >= least).length);
        }
      },
    ),
    { numRuns: 60 },
  );
});

it('of log-ins to hosts that no other source contacts are a spread, however long the log', async () => {
  const browsing = Array.from({ length: 400 }, (_, i) => ({
    ts: 200 * i,
    'id.orig_h': `10.0.0.${(i % 9) + 1}`,
    'id.resp_h': `192.0.2.${(i % 40) + 1}`,
  }));
  const rounds = Array.from({ length: 60 }, (_, i) => ({
    ts: 12_000 * Math.floor(i / 10) + 300 + 5 * i,
    'id.orig_h': '10.0.0.3',
    'id.resp_h': `10.0.0.${101 + (i % 10)}`,
    'id.resp_p': 445,
    conn_state: 'RSTO',
  }));
  const behaviour = await scoreBehaviour((await readText(connLog([...browsing, ...rounds]))).table, quiet);
  const spread = parts.findIndex(({ name }) => name === 'spread');
  const evidence = explainFlow(behaviour, spread, browsing.length);
  expect(evidence?.numbers).toMatchObject({ hosts: 10, rounds: 6 });
  expect(evidence?.sentence).toBe(
    '10.0.0.3 tried up to 10 hosts of its own network at once on 445/tcp in 6 rounds; nobody else contacts them there',
  );
  expect(behaviour.scores[browsing.length]).toBeGreaterThan(Math.max(...behaviour.scores.subarray(0, browsing.length)));
});
