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
});
