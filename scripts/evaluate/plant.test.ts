import { describe, expect, it } from 'vitest';
import { readLogs } from '../../src/core/read-logs.ts';
import { quiet } from '../../src/testing/read-text.ts';
import { families } from './attacks/attack.ts';
import { attacks } from './attacks/index.ts';
import type { Base } from './base.ts';
import { readBases } from './bases.ts';
import { companies } from './company/index.ts';
import { plant, plantCompany } from './plant.ts';

const [base] = readBases(['sample']).bases;
const hours = base.span / 3600;

const cellsOf = (lines: readonly string[]) => lines.map((line) => line.trimEnd().split('\t'));

describe('plant', () => {
  it.each(attacks.map((attack) => [attack.name, attack] as const))(
    '%s: at most a twentieth of the flows, of or to a host with others, in the time of the log',
    (_, attack) => {
      for (let seed = 1; seed <= 5; seed++) {
        const found = plant(base, attack, seed);
        if (found === null) throw new Error(`${attack.name} does not fit a day of ${hours} hours`);
        expect(found.attack.length / (found.benign + found.attack.length)).toBeLessThanOrEqual(0.05);
        const planted = cellsOf(found.attack);
        expect(planted.every((cells) => cells.length === base.fields.length)).toBe(true);
        if (attack.group === 'third') expect(planted.every((cells) => cells[2] !== cells[4])).toBe(true);
        const known = new Set([...base.sources, ...base.servers]);
        expect(planted.some(([, , source, , destination]) => known.has(source) || known.has(destination))).toBe(true);
        const times = planted.map(([ts]) => Number(ts));
        expect(times.every((ts) => ts >= base.start && ts <= base.start + base.span)).toBe(true);
      }
    },
  );

  it.each(attacks.filter(({ group }) => group !== 'third').map((attack) => [attack.name, attack] as const))(
    '%s: of one host that has traffic of its own',
    (_, attack) => {
      const sources = new Set(cellsOf(plant(base, attack, 1)?.attack ?? []).map(([, , source]) => source));
      expect(sources.size).toBe(1);
      expect(base.sources).toContain([...sources][0]);
    },
  );

  it('gives the same attack for the same seed, another for another', () => {
    const lines = (seed: number) => plant(base, attacks[0], seed)?.attack;
    expect(lines(1)).toEqual(lines(1));
    expect(lines(1)).not.toEqual(lines(2));
  });

  it('gives a log of which every row is read, company and attack too', async () => {
    for (const company of companies) {
      const found = plant(base, attacks[0], 3, company);
      if (found === null) throw new Error('not planted');
      const { table } = await readLogs([{ path: 'planted.log', blob: found.blob }], quiet);
      expect(table.rows).toBe(found.benign + found.attack.length);
      expect(found.benign).toBeGreaterThan(base.rows);
    }
  });

  it('leaves out a class that the log has no room or service for', () => {
    const short: Base = { ...base, span: 60, popular: [] };
    const left = attacks.filter((attack) => plant(short, attack, 1) === null).map(({ name }) => name);
    expect(left).toEqual(
      expect.arrayContaining(['c2, hours apart', 'c2, shared service', 'spray in rounds', 'dripping upload']),
    );
  });

  it('has classes of every family', () => {
    expect(new Set(attacks.map(({ family }) => family))).toEqual(new Set(families));
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  });
});

describe('benign company', () => {
  it.each(companies.map((company) => [company.name, company] as const))(
    '%s: one own host, to several others, labelled benign, at most a fifth beside the log',
    (_, company) => {
      for (let seed = 1; seed <= 5; seed++) {
        const found = plantCompany(base, company, seed);
        expect(found.attack).toEqual([]);
        const own = cellsOf(found.company);
        expect(own.length).toBeGreaterThan(100);
        expect(own.length).toBeLessThanOrEqual(0.2 * base.rows);
        expect(new Set(own.map(([, , source]) => source)).size).toBe(1);
        expect(new Set(own.map((cells) => cells[4])).size).toBeGreaterThanOrEqual(12);
        expect(own.every((cells) => cells[base.fields.indexOf('label')] === 'Benign')).toBe(true);
      }
    },
  );
});
