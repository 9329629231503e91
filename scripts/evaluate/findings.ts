import { parseArgs } from 'node:util';
import type { Control } from '../../src/core/control.ts';
import { findFindings } from '../../src/core/findings/find-findings.ts';
import { type Finding, FLOOR } from '../../src/core/findings/finding.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { rowTest } from '../../src/core/selection/row-test.ts';
import { selectableOf } from '../../src/core/selection/selectable.ts';
import type { Table } from '../../src/core/table/table.ts';
import { attacks } from './attacks/index.ts';
import type { Base } from './base.ts';
import { readBases } from './bases.ts';
import { plant } from './plant.ts';

/**
 * `npx tsx scripts/evaluate/findings.ts [--seeds 1-5]`: adds every class of attack to every benign log. Prints its rank
 * in Findings, its strength and kind, and how often it is marked as routine; then the findings of the benign logs
 * alone.
 */
const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1-5' } } });
const [first, last] = values.seeds.split('-').map(Number);
const quiet: Control = { signal: new AbortController().signal, report: () => {} };
const { bases } = readBases(['sample', '008', '011', 'vast', 'parsezeeklogs', 'leak-detector']);

interface Found {
  readonly place: number;
  readonly strength: number;
  readonly kind: string;
  readonly isRoutine: boolean;
}

console.log(`| class | listed | place (median) | in first 5 | strength (quartile, median) | routine | called |`);
console.log('|---|--:|--:|--:|--:|--:|---|');
for (const attack of attacks) {
  const found: (Found | null)[] = [];
  for (const base of bases) {
    for (let seed = first; seed <= (last ?? first); seed++) {
      const planted = plant(base, attack, seed);
      if (planted !== null) found.push(await look(planted.blob, planted.benign));
    }
  }
  console.log(row(attack.name, found));
}
for (const base of bases) console.log(await benign(base));

/** The first finding with at least half of its flows from the attack. */
async function look(blob: Blob, benign: number): Promise<Found | null> {
  const { table } = await readLogs([{ path: 'planted.log', blob }], quiet);
  const { list } = (await findFindings(table, quiet)).findings;
  const place = list.findIndex((finding) => isAttack(table, finding, benign));
  if (place < 0) return null;
  const { strength, kind, routine } = list[place];
  return { place: place + 1, strength, kind, isRoutine: routine !== null };
}

function isAttack(table: Table, { where, flows }: Finding, benign: number): boolean {
  const isOf = rowTest(selectableOf(table), where);
  let planted = 0;
  for (let at = benign; at < table.rows; at++) if (isOf(at)) planted++;
  return planted >= 0.5 * flows;
}

function row(name: string, found: readonly (Found | null)[]): string {
  const seen = found.filter((one) => one !== null);
  const ofSeen = (value: (one: Found) => number) => seen.map(value).sort((a, b) => a - b);
  const at = (sorted: readonly number[], share: number) => sorted[Math.floor(share * (sorted.length - 1))];
  const strengths = ofSeen(({ strength }) => strength);
  const places = ofSeen(({ place }) => place);
  const kinds = [...new Set(seen.map(({ kind }) => kind))]
    .map((kind) => [kind, seen.filter((one) => one.kind === kind)] as const)
    .sort((a, b) => b[1].length - a[1].length);
  return `| ${[
    name,
    percent(seen.length / found.length),
    at(places, 0.5) ?? '-',
    percent(seen.filter(({ place }) => place <= 5).length / found.length),
    `${at(strengths, 0.25)?.toFixed(1) ?? '-'}, ${at(strengths, 0.5)?.toFixed(1) ?? '-'}`,
    percent(seen.filter(({ isRoutine }) => isRoutine).length / Math.max(1, seen.length)),
    kinds
      .slice(0, 2)
      .map(([kind, of]) => `${kind} ${of.length}`)
      .join(', '),
  ].join(' | ')} |`;
}

async function benign({ name, bytes, rows }: Base): Promise<string> {
  const { table } = await readLogs([{ path: 'benign.log', blob: new Blob([bytes]) }], quiet);
  const { list, total } = (await findFindings(table, quiet)).findings;
  const above = [FLOOR, 2.5, 3, 4, 5].map(
    (floor) => `${list.filter(({ strength }) => strength >= floor).length} of ${floor}`,
  );
  return `${name}, benign flows alone (${rows}): ${total} findings; ${above.join(', ')} and more`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
