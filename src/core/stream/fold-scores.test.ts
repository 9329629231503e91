import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { hasShared, skippedWithoutShared } from '../../testing/golden.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { UNSCORED } from '../behaviour/channels.ts';
import { type Facts, gatherFacts } from '../behaviour/facts.ts';
import { NONE } from '../behaviour/pair-table.ts';
import type { Measured, PartName } from '../behaviour/part.ts';
import { parts } from '../behaviour/parts/index.ts';
import { createRandom } from '../math/random.ts';
import { makeSample } from '../sample/sample.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import { passOnce } from './first-pass.ts';

const means = { kernel: createCellKernel(), inflate: null };

/** Indicators whose scores come from sums per channel alone, or from these and the first flows of a channel. */
const fromSums: readonly PartName[] = [
  'scan_h',
  'scan_v',
  'scan_a',
  'fan_in',
  'spread',
  'upload',
  'download',
  'long',
  'rare',
  'amplify',
];

/** Facts of a log that is in memory, and of the same log folded. Channels have the same numbers in both. */
async function bothFacts(log: Uint8Array): Promise<{ readonly whole: Facts; readonly folded: Facts }> {
  const files = [{ path: 'conn.log', blob: new Blob([log as BlobPart]) }];
  const { folded } = await passOnce(files, quiet, means, 2 ** 30, async () => {});
  if (folded === null) throw new Error('nothing was folded');
  const whole = await gatherFacts((await readText(log)).table, quiet);
  return { whole, folded: await gatherFacts(folded.table, quiet) };
}

/** The score of an indicator by channel. 0 for channels without an entity. */
async function scoresOf(facts: Facts, name: PartName): Promise<Float64Array> {
  const found = await measured(facts, name);
  return Float64Array.from({ length: facts.channels.count }, (_, channel) => {
    const entity = found.entityOf(channel);
    if (entity === NONE || (facts.channels.flags[channel] & UNSCORED) !== 0) return 0;
    return found.score[entity] * (found.share?.[channel] ?? 1);
  });
}

function measured(facts: Facts, name: PartName): Promise<Measured> {
  const part = parts.find((one) => one.name === name);
  if (part === undefined) throw new Error(`no indicator ${name}`);
  return part.measure(facts, quiet);
}

async function largestDifference(whole: Facts, folded: Facts, name: PartName): Promise<number> {
  const [wanted, found] = [await scoresOf(whole, name), await scoresOf(folded, name)];
  expect(found.length).toBe(wanted.length);
  return wanted.reduce((most, score, channel) => Math.max(most, Math.abs(score - found[channel])), 0);
}

/** 60 beacons of 70 to 600 flows, whose gaps vary by the fraction `jitter` of the period in either direction. */
function beacons(jitter: number): Uint8Array {
  const random = createRandom(7);
  const flows: { readonly ts: number; readonly [field: string]: string | number }[] = [];
  for (let host = 1; host <= 60; host++) {
    const period = 30 + 600 * random.uniform();
    const count = random.integer(70, 600);
    let ts = 1000 * random.uniform();
    for (let i = 0; i < count; i++) {
      flows.push({ ts, 'id.orig_h': `10.0.0.${host}`, 'id.resp_h': `192.0.2.${host}`, 'id.resp_p': 8080 + host });
      ts += period * (1 - jitter + 2 * jitter * random.uniform());
    }
  }
  return connLog(flows.toSorted((a, b) => a.ts - b.ts));
}

describe('the scores of a folded log', () => {
  it('are those of the log in memory, for indicators from sums', async () => {
    const { whole, folded } = await bothFacts(makeSample());
    for (const name of fromSums) expect(await largestDifference(whole, folded, name), name).toBeLessThan(1e-5);
  });

  it.each([
    [0, 0.01, 0.01],
    [0.5, 0.01, 0.01],
    [0.7, 0.4, 0.1],
    [0.9, 1.6, 1],
  ])('are those of beacons with jitter %d within %d, on average within %d', async (jitter, most, onAverage) => {
    const { whole, folded } = await bothFacts(beacons(jitter));
    const [wanted, found] = [await measured(whole, 'beacon'), await measured(folded, 'beacon')];
    const differences = Array.from(wanted.surprise, (surprise, place) => Math.abs(surprise - found.surprise[place]));
    expect(differences.length).toBe(60);
    expect(Math.max(...differences)).toBeLessThanOrEqual(most);
    expect(differences.reduce((sum, one) => sum + one, 0) / 60).toBeLessThanOrEqual(onAverage);
  });
});

describe.skipIf(!hasShared)(`attacks of another author, folded${skippedWithoutShared}`, () => {
  const folder = new URL('../../../../shared/attacks/logs/', import.meta.url);
  const logs = existsSync(folder) ? readdirSync(folder).filter((name) => /-(home|ad)\.log\.gz$/.test(name)) : [];

  it.each(logs)('%s has the scores of the log in memory', async (name) => {
    const { whole, folded } = await bothFacts(gunzipSync(readFileSync(new URL(name, folder))));
    for (const one of fromSums) expect(await largestDifference(whole, folded, one), one).toBeLessThan(1e-5);
    expect(await largestDifference(whole, folded, 'beacon')).toBeLessThan(0.6);
  });
});
