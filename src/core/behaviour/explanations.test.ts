import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { hasShared, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { numberIn, recomputeFlow, recomputeVolume } from '../../testing/recompute-score.ts';
import { createRandom } from '../math/random.ts';
import { makeSample } from '../sample/sample.ts';
import type { Table } from '../table/table.ts';
import { type Behaviour, deriveFlow, NO_PART, pairsOf, scoreBehaviour, scoreByReference } from './behaviour.ts';
import { combine } from './combined.ts';
import { entityLines } from './entity-lines.ts';
import type { PartName } from './part.ts';
import { referenceOf } from './reference.ts';

const shared = new URL('../../../../shared/', import.meta.url);

/**
 * Recomputes the explanations of the flow of each of the first 400 lines and of 200 flows by chance. Returns the
 * formulas seen, with the indicator before each.
 */
async function check(table: Table): Promise<{ behaviour: Behaviour; formulas: Set<string> }> {
  return checkAll(await scoreBehaviour(table, quiet), table.rows);
}

async function checkAll(behaviour: Behaviour, count: number) {
  const lines = await entityLines(behaviour, quiet);
  const random = createRandom(7);
  const byChance = Array.from({ length: 200 }, () => random.integer(0, count - 1));
  const formulas = new Set<string>();
  for (const row of new Set([...lines.slice(0, 400).map((line) => line.row), ...byChance])) {
    for (const { name, formula } of recomputeFlow(behaviour, row)) formulas.add(`${name} ${formula}`);
  }
  return { behaviour, formulas };
}

type Cells = Record<string, string | number>;

/** The shown numbers of the strongest flow of an indicator, by name. */
async function numbersOf(name: PartName, flows: readonly Cells[]): Promise<Record<string, number>> {
  const { behaviour, formulas } = await check((await readText(connLog(flows))).table);
  expect([...formulas].some((formula) => formula.startsWith(name))).toBe(true);
  const part = behaviour.parts.findIndex((other) => other.name === name);
  const row = behaviour.leads.indexOf(part);
  const steps = deriveFlow(behaviour, part, row) ?? [];
  return Object.fromEntries(steps.map((step) => [step.name, numberIn(step.text)]));
}

/** A day of twelve users with sixty sites. */
function office(): Cells[] {
  const random = createRandom(3);
  return Array.from({ length: 900 }, (_, i) => ({
    ts: (86_400 * random.uniform()).toFixed(3),
    'id.orig_h': `10.0.0.${(i % 12) + 1}`,
    'id.resp_h': `192.0.2.${random.integer(1, 60)}`,
    duration: random.exponential(8).toFixed(3),
    orig_bytes: Math.round(random.logNormal(900, 0.6)),
    resp_bytes: Math.round(random.logNormal(9000, 1.2)),
  }));
}

describe('an explanation, recomputed from its shown numbers, is the score to the last digit', () => {
  it('for every indicator of the sample', async () => {
    const { formulas } = await check((await readText(makeSample())).table);
    const names = new Set([...formulas].map((formula) => formula.split(' ')[0]));
    for (const name of ['scan_h', 'scan_v', 'spread', 'upload', 'size', 'beacon', 'long', 'repeat', 'dnsburst', 'rare'])
      expect(names).toContain(name);
  });

  it('for guesses from many sources, with the deviation and the duration of the log', async () => {
    const guesses = Array.from({ length: 40 }, (_, i) => ({
      ts: 100 * i,
      'id.orig_h': `203.0.113.${(i % 8) + 1}`,
      'id.resp_h': '10.0.0.22',
      'id.resp_p': 22,
      orig_bytes: i % 2 === 0 ? 1023 : 2047,
      duration: i % 2 === 0 ? 2 : 4,
    }));
    // log2(1 + 1023) = 10 and log2(1 + 2047) = 11: half a unit from their mean.
    expect(await numbersOf('guess', [...office(), ...guesses])).toMatchObject({ n: 40, sd: 0.5, m: 3 });
  });

  it('for spraying in rounds', async () => {
    const rounds = Array.from({ length: 6 * 8 }, (_, i) => ({
      ts: 3600 * (1 + 3 * Math.floor(i / 8)) + 5 * (i % 8),
      'id.orig_h': '10.0.0.3',
      'id.resp_h': `10.0.0.${100 + (i % 8)}`,
      'id.resp_p': 445,
    }));
    expect(await numbersOf('spread', [...office(), ...rounds])).toMatchObject({ N: 8, G: 6, n: 48, D: 8 });
  });

  it('for contacts after requests', async () => {
    const server = { 'id.orig_h': '10.0.0.80', 'id.resp_p': 1389 };
    const flows = [
      { ts: 5000, 'id.orig_h': '203.0.113.66', 'id.resp_h': '10.0.0.80', 'id.resp_p': 8080 },
      { ts: 5000.5, ...server, 'id.resp_h': '203.0.113.67' },
      { ts: 5003, ...server, 'id.resp_h': '203.0.113.67' },
      { ts: 9000, ...server, 'id.resp_h': '203.0.113.68' },
    ];
    expect(await numbersOf('callback', [...office(), ...flows])).toMatchObject({ t: 0.5, r: 1, n: 2, k: 1 });
  });

  it('for calls of several connections', async () => {
    const random = createRandom(9);
    const calls = Array.from({ length: 2 * 100 }, (_, i) => ({
      ts: (600 * Math.floor(i / 2) + 60 * random.uniform() + (i % 2) * 3).toFixed(3),
      'id.orig_h': '10.0.0.3',
      'id.resp_h': '198.51.100.7',
      'id.resp_p': 8443,
      orig_bytes: 212,
    }));
    expect((await numbersOf('beacon', [...office(), ...calls])).w).toBeLessThanOrEqual(101);
  });

  it('by another log as the baseline, whose counts the lines name', async () => {
    const { behaviour: ordinary } = await check((await readText(connLog(office()))).table);
    const reference = await referenceOf(ordinary.facts, quiet);
    const { facts } = await scoreBehaviour((await readText(makeSample())).table, quiet);
    const behaviour = await scoreByReference(facts, reference, quiet);
    const { formulas } = await checkAll(behaviour, facts.flows.count);
    expect(formulas.size).toBeGreaterThan(5);
    const row = behaviour.leads.findIndex((lead) => lead !== NO_PART);
    const steps = deriveFlow(behaviour, behaviour.leads[row], row) ?? [];
    expect(steps.find(({ name }) => name === 'T')?.meaning).toMatch(/ with s above 0, of the baseline$/);
  });

  it('for Volume in Combined', async () => {
    const { table } = await readText(makeSample());
    const behaviour = await scoreBehaviour(table, quiet);
    const random = createRandom(4);
    const volume = Float64Array.from({ length: table.rows }, () => random.logNormal(10, 1.5));
    const { scores, isVolume, derive } = await combine(behaviour.scores, volume, pairsOf(behaviour), quiet);
    const rows = [...isVolume.keys()].filter((row) => isVolume[row] === 1);
    expect(rows.length).toBeGreaterThan(10);
    for (const row of rows.slice(0, 200)) recomputeVolume(derive(row), scores[row], volume[row]);
  });
});

describe.skipIf(!hasShared)(`the same in real logs and those with attacks${skippedWithoutShared}`, () => {
  it.each([
    ['data/001-zeek-scenario-malicious/labeled-conn.log', 'long'],
    ['data/002-zeek-scenario-port-scanning/conn.log', 'scan_v'],
    ['data/003-zeek-scenario-malicious/conn.log', 'beacon'],
    ['data/008-zeek-mixed/data/conn.log.labeled', 'upload'],
    ['data/011-zeek-mixed/data/conn.log.labeled', 'scan_a'],
    ['attacks/logs/inj-dist_inbound-srv.log.gz', 'fan_in'],
    ['attacks/logs/inj-reflect-srv.log.gz', 'amplify'],
    ['attacks/logs/inj-spray-ad.log.gz', 'spread'],
    ['attacks/logs/inj-udp_sweep-home.log.gz', 'scan_h'],
    ['attacks/logs/real-sliver-home.log.gz', 'rare'],
  ])('%s', async (path, name) => {
    const bytes = readFileSync(new URL(path, shared));
    const { table } = await readText(path.endsWith('.gz') ? gunzipSync(bytes) : bytes);
    const { formulas } = await check(table);
    expect([...formulas].map((formula) => formula.split(' ')[0])).toContain(name);
  });
});
