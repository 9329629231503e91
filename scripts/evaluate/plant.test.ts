import { describe, expect, it } from 'vitest';
import { readLogs } from '../../src/core/read-logs.ts';
import { quiet } from '../../src/testing/read-text.ts';
import { attacks } from './attacks/index.ts';
import { readBases } from './bases.ts';
import { plant } from './plant.ts';

const [base] = readBases();

describe('plant', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))(
    '%s: at most a twentieth of the flows, of a host with others',
    (_, attack) => {
      for (let seed = 1; seed <= 5; seed++) {
        const { text, benign, planted } = plant(base, attack, seed);
        expect(planted).toBeGreaterThan(0);
        expect(planted / (benign + planted)).toBeLessThanOrEqual(0.05);
        const lines = text
          .trimEnd()
          .split('\n')
          .filter((line) => !line.startsWith('#'));
        expect(lines.length).toBe(benign + planted);
        const sources = new Set(lines.slice(benign).map((line) => line.split('\t')[2]));
        expect(sources.size).toBe(1);
        expect(base.sources).toContain([...sources][0]);
        const times = lines.slice(benign).map((line) => Number(line.split('\t')[0]));
        expect(times.every((ts) => ts >= base.start && ts <= base.start + base.span)).toBe(true);
      }
    },
  );

  it('gives the same log for the same seed, another for another', () => {
    const [attack] = attacks;
    expect(plant(base, attack, 1).text).toBe(plant(base, attack, 1).text);
    expect(plant(base, attack, 1).text).not.toBe(plant(base, attack, 2).text);
  });

  it('gives a log of which every row is read', async () => {
    const { text, benign, planted } = plant(base, attacks[0], 3);
    const { table } = await readLogs([{ path: 'planted.log', blob: new Blob([text]) }], quiet);
    expect(table.rows).toBe(benign + planted);
  });
});
