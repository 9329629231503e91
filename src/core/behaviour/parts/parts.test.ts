import { describe, expect, it } from 'vitest';
import { connLog } from '../../../testing/conn-log.ts';
import { quiet, readText } from '../../../testing/read-text.ts';
import { recomputeFlow } from '../../../testing/recompute-score.ts';
import { createRandom } from '../../math/random.ts';
import { type Behaviour, explainFlow, partScore, scoreBehaviour } from '../behaviour.ts';
import type { PartName } from '../part.ts';
import { parts } from './index.ts';

type Cells = Record<string, string | number>;

const failedCells: Cells = {
  conn_state: 'S0',
  history: 'S',
  service: '-',
  duration: '-',
  orig_bytes: '-',
  resp_bytes: '-',
  orig_pkts: 1,
  resp_pkts: 0,
  resp_ip_bytes: 0,
};

/** An hour of ten users who browse forty sites at random and query one name server. */
function ordinary(): Cells[] {
  const random = createRandom(11);
  return Array.from({ length: 600 }, (_, i): Cells => {
    const base = { ts: (3600 * random.uniform()).toFixed(3), 'id.orig_h': `10.0.0.${random.integer(1, 10)}` };
    if (i % 3 === 0) {
      const sizes = {
        orig_bytes: random.integer(28, 60),
        resp_bytes: random.integer(60, 300),
        orig_pkts: 1,
        resp_pkts: 1,
      };
      return {
        ...base,
        ...sizes,
        'id.resp_h': '10.0.0.53',
        'id.resp_p': 53,
        proto: 'udp',
        service: 'dns',
        history: 'Dd',
      };
    }
    return {
      ...base,
      'id.resp_h': `192.0.2.${random.integer(1, 40)}`,
      duration: random.exponential(8).toFixed(3),
      orig_bytes: Math.round(random.logNormal(900, 0.6)),
      resp_bytes: Math.round(random.logNormal(9000, 1.2)),
    };
  });
}

/** Behaviour of this hour followed by flows of `10.0.0.3`, and the row of the first of these. */
async function withFlows(flows: readonly Cells[]): Promise<{ behaviour: Behaviour; row: number }> {
  const before = ordinary();
  const planted = flows.map((cells) => ({ 'id.orig_h': '10.0.0.3', ...cells }));
  const { table } = await readText(connLog([...before, ...planted]));
  return { behaviour: await scoreBehaviour(table, quiet), row: before.length };
}

const many = (count: number, cells: (i: number) => Cells) => Array.from({ length: count }, (_, i) => cells(i));
const random = createRandom(5);

const examples: Record<PartName, { flows: Cells[]; numbers: Record<string, number>; sentence: RegExp }> = {
  scan_h: {
    flows: many(66, (i) => ({
      ...(i < 64 ? failedCells : {}),
      ts: 1000 + i,
      'id.resp_h': `172.16.1.${i + 1}`,
      'id.resp_p': 445,
    })),
    numbers: { hosts: 66, failed: 64, flows: 66, elsewhere: 0.03 },
    sentence: /^10\.0\.0\.3 tried 66 hosts on 445\/tcp; all flows to 64 failed \(elsewhere \d(\.\d+)? % of targets\)$/,
  },
  scan_v: {
    flows: many(40, (i) => ({
      ...(i > 1 ? failedCells : {}),
      ts: 1000 + i,
      'id.resp_h': '172.16.1.9',
      'id.resp_p': 20 + i,
    })),
    numbers: { ports: 40, failed: 38, flows: 40 },
    sentence: /^10\.0\.0\.3 tried 40 ports of 172\.16\.1\.9; all flows to 38 failed$/,
  },
  scan_a: {
    flows: many(30, (i) => ({
      ...failedCells,
      ts: 1000 + i,
      'id.resp_h': `198.51.100.${i + 1}`,
      'id.resp_p': 2000 + 7 * i,
    })),
    numbers: { targets: 30, failed: 30, flows: 30 },
    sentence: /^10\.0\.0\.3 tried 30 host-port targets; all flows to 30 failed$/,
  },
  fan_in: {
    flows: many(80, (i) => ({
      ...failedCells,
      ts: 1000 + i,
      'id.orig_h': `203.0.113.${i + 1}`,
      'id.resp_h': '10.0.0.99',
      'id.resp_p': 23,
    })),
    numbers: { sources: 80, flows: 80 },
    sentence: /^80 sources failed to reach 10\.0\.0\.99$/,
  },
  spread: {
    flows: many(12, (i) => ({
      ts: 1000 + 20 * i,
      'id.resp_h': `10.0.0.${100 + i}`,
      'id.resp_p': 5985,
      service: 'http',
    })),
    numbers: { hosts: 12, usual: 12, alone: 12, flows: 12 },
    sentence:
      /^10\.0\.0\.3 briefly contacted 12 hosts on 5985\/tcp; .*12 of its own network that nobody else contacts there$/,
  },
  upload: {
    flows: many(2, (i) => ({
      ts: 1000 + 90 * i,
      'id.resp_h': '198.51.100.7',
      orig_bytes: 40_000_000,
      resp_bytes: 60_000,
    })),
    numbers: { sent: 80_000_000, received: 120_000, flows: 2 },
    sentence: /^10\.0\.0\.3 sent 80 MB to 198\.51\.100\.7 and received 120 kB in 2 flows$/,
  },
  download: {
    flows: [{ ts: 1000, 'id.resp_h': '198.51.100.8', 'id.resp_p': 8081, service: 'http', resp_bytes: 9_000_000_000 }],
    numbers: { received: 9_000_000_000, sent: 600, flows: 1 },
    sentence: /^10\.0\.0\.3 received 9\.0 GB from 198\.51\.100\.8 in \d+ flows?$/,
  },
  size: {
    flows: [{ ts: 1000, 'id.resp_h': '198.51.100.9', orig_bytes: 2_500_000 }],
    numbers: { sent: 2_500_000 },
    sentence: /^One flow of 10\.0\.0\.3 to 198\.51\.100\.9 sent 2\.5 MB; 95 % of ssl flows stay below 2\.\d kB$/,
  },
  beacon: {
    flows: many(50, (i) => ({
      ts: (60 + 60 * i + 6 * random.uniform()).toFixed(3),
      'id.resp_h': '198.51.100.10',
      orig_bytes: 212,
    })),
    numbers: { gaps: 49, sameSize: 1 },
    sentence:
      /^49 gaps of about 60 s between flows of 10\.0\.0\.3 to 198\.51\.100\.10, 443\/tcp, more even than chance; same request size$/,
  },
  long: {
    flows: [{ ts: 60, 'id.resp_h': '198.51.100.11', 'id.resp_p': 4444, service: '-', duration: 2400 }],
    numbers: { longest: 2400, flows: 1 },
    sentence: /^10\.0\.0\.3 to 198\.51\.100\.11, 4444\/tcp: open 40 min, 6\d(\.\d+)? % of the log$/,
  },
  repeat: {
    flows: many(60, (i) => ({
      ts: (1000 + 3 * i + random.exponential(2)).toFixed(3),
      'id.resp_h': '10.0.0.22',
      'id.resp_p': 22,
      service: 'ssh',
      orig_bytes: 1980 + (i % 3),
    })),
    numbers: { flows: 60 },
    sentence: /^60 similar flows of 10\.0\.0\.3 to 10\.0\.0\.22, 22\/tcp, in 3 min$|^60 similar flows .* in 1[78]\d s$/,
  },
  dnsburst: {
    flows: many(90, (i) => ({
      ts: (1020 + 0.5 * i).toFixed(3),
      'id.resp_h': '10.0.0.53',
      'id.resp_p': 53,
      proto: 'udp',
      service: 'dns',
      orig_bytes: 40,
      resp_bytes: 100,
      orig_pkts: 1,
    })),
    numbers: {},
    sentence: /^10\.0\.0\.3 asked \d\d DNS questions in a minute with \d other flows$/,
  },
  dnsfail: {
    flows: many(85, (i) => ({
      ts: 1900 + 18 * i,
      'id.orig_h': '10.0.0.77',
      'id.resp_h': '10.0.0.53',
      'id.resp_p': 53,
      proto: 'udp',
      service: 'dns',
      orig_bytes: 28 + (i % 8),
      resp_bytes: 103 + (i % 8),
      orig_pkts: 1,
    })),
    numbers: { answered: 85, failed: 85, sizes: 8, expected: 0.5 },
    sentence:
      /^10\.0\.0\.77 got 85 DNS answers that lead nowhere, of 85 in half an hour \(50 % would be usual\); the questions have 8 sizes$/,
  },
  rare: {
    flows: [{ ts: 1000, 'id.resp_h': '198.51.100.12', 'id.resp_p': 6667, service: 'irc' }],
    numbers: { hosts: 1, of: 42 },
    sentence: /^10\.0\.0\.3 to 198\.51\.100\.12: irc on 6667\/tcp, which 1 of 42 hosts serves$/,
  },
  guess: {
    flows: many(90, (i) => ({
      ts: 40 * i,
      'id.orig_h': `203.0.113.${(i % 30) + 1}`,
      'id.resp_h': '10.0.0.22',
      'id.resp_p': 22,
      service: 'ssh',
      duration: 2,
      orig_bytes: 1980 + (i % 3),
    })),
    numbers: { flows: 90, sources: 30 },
    sentence: /^90 short and similar flows from 30 sources of other networks to 10\.0\.0\.22, 22\/tcp$/,
  },
  callback: {
    flows: [
      {
        ts: 2000.5,
        'id.orig_h': '10.0.0.80',
        'id.resp_h': '203.0.113.67',
        'id.resp_p': 1389,
        service: '-',
        duration: 1,
      },
      {
        ts: 2000,
        'id.orig_h': '203.0.113.66',
        'id.resp_h': '10.0.0.80',
        'id.resp_p': 8080,
        service: 'http',
        duration: 0.2,
      },
    ],
    numbers: { seconds: 0.5, requests: 1 },
    sentence:
      /^500 ms after a request of 203\.0\.113\.66 to its port 8080\/tcp, 10\.0\.0\.80 contacted 203\.0\.113\.67 on 1389\/tcp for the first time; it got 1 request from other networks$/,
  },
  amplify: {
    flows: many(60, (i) => ({
      ts: 1000 + i,
      'id.orig_h': `203.0.113.${(i % 5) + 1}`,
      'id.resp_h': '10.0.0.53',
      'id.resp_p': 53,
      proto: 'udp',
      service: 'dns',
      orig_bytes: 40,
      resp_bytes: 3000,
      orig_pkts: 1,
    })),
    numbers: { flows: 60, sources: 5, times: 75 },
    sentence:
      /^10\.0\.0\.53 answered 60 questions of 5 sources of other networks on 53\/udp with 75 times as many bytes$/,
  },
};

describe('each indicator', () => {
  it.each(parts.map((part) => [part.name, part] as const))(
    '%s scores its example and words the evidence',
    async (name) => {
      const { flows, numbers, sentence } = examples[name];
      const { behaviour, row } = await withFlows(flows);
      const part = parts.findIndex((other) => other.name === name);
      const evidence = explainFlow(behaviour, part, row);
      expect(evidence?.numbers).toMatchObject(numbers);
      expect(evidence?.sentence).toMatch(sentence);
      expect(recomputeFlow(behaviour, row).map((one) => one.name)).toContain(name);
      expect(partScore(behaviour, part, row)).toBeGreaterThan(0.5);
      const before = Math.max(...behaviour.scores.subarray(0, row));
      expect(behaviour.scores[row]).toBeGreaterThan(name === 'rare' ? 0.5 : before);
    },
  );
});
