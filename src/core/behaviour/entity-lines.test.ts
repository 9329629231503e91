import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { scoreBehaviour } from './behaviour.ts';
import { entityLines } from './entity-lines.ts';

describe('entityLines', () => {
  it('gives one line for a scan of a hundred flows, with one representative flow', async () => {
    const benign = Array.from({ length: 100 }, (_, i) => ({
      ts: 30 * i,
      'id.orig_h': `10.0.0.${i % 9}`,
      'id.resp_h': `192.0.2.${i % 7}`,
    }));
    const scan = Array.from({ length: 100 }, (_, i) => ({
      ts: 500 + i,
      'id.orig_h': '10.0.0.3',
      'id.resp_h': `172.16.0.${i + 1}`,
      'id.resp_p': 445,
      conn_state: 'S0',
      orig_pkts: 1,
      resp_pkts: 0,
    }));
    const { table } = await readText(connLog([...benign, ...scan]));
    const behaviour = await scoreBehaviour(table, quiet);
    const [first, ...rest] = await entityLines(behaviour, quiet);
    expect(behaviour.parts[first.part].name).toBe('scan_h');
    expect({ row: first.row, flows: first.flows }).toEqual({ row: 100, flows: 100 });
    expect(first.score).toBe(behaviour.scores[100]);
    expect(rest.every(({ strength }) => strength <= first.strength)).toBe(true);
  });

  it('counts in a strength the unusual flows: one large question among many, and all of a tunnel', async () => {
    const questions = (to: string, sizeOf: (i: number) => number) =>
      Array.from({ length: 300 }, (_, i) => ({
        ts: 30 * i,
        'id.orig_h': '10.0.0.3',
        'id.resp_h': to,
        'id.resp_p': 53,
        proto: 'udp',
        service: 'dns',
        orig_bytes: sizeOf(i),
        resp_bytes: sizeOf(i) + 16,
        orig_pkts: 1,
      }));
    const update = questions('10.0.0.53', (i) => (i === 7 ? 230 : 30 + (i % 9)));
    const tunnel = questions('198.51.100.9', (i) => 150 + (i % 30));
    const { table } = await readText(connLog([...update, ...tunnel]));
    const behaviour = await scoreBehaviour(table, quiet);
    const lines = (await entityLines(behaviour, quiet)).filter(({ part }) => behaviour.parts[part].name === 'size');
    const countedFor = (row: number) => lines.find((line) => line.row === row)?.counted;
    expect(countedFor(7)).toBe(1);
    const ofTunnel = lines.find(({ row }) => row >= update.length);
    expect(ofTunnel?.counted).toBe(300);
    expect(ofTunnel?.strength).toBeCloseTo((ofTunnel?.score ?? 0) + 0.5 * Math.log10(300), 9);
  });
});
