import type { Random } from '../../src/core/math/random.ts';
import type { Base } from './bases.ts';
import { scorerNames } from './scorers.ts';
import { bootstrap, mean } from './summary.ts';

/** What came of one attack in one log. Lists have one value a scorer. */
export interface Run {
  readonly attack: string;
  readonly group: string;
  readonly base: string;
  readonly seed: number;
  readonly flows: number;
  readonly averagePrecision: readonly number[];
  readonly precisionAt20: readonly number[];
  readonly precisionAt100: readonly number[];
  /** Place of the first line that is of the attack in Behaviour's list of entities; 0 when there is none. */
  readonly firstLine: number;
}

/** Tables in Markdown: average precision a class and detector with intervals, and what the first lines hold. */
export function report(runs: readonly Run[], bases: readonly Base[], command: string, random: Random): string {
  const names = [...new Set(runs.map(({ attack }) => attack))];
  const rows = names.map((name) => {
    const own = runs.filter(({ attack }) => attack === name);
    const precision = scorerNames.map((_, i) =>
      mean(own.map(({ averagePrecision }) => averagePrecision[i])).toFixed(2),
    );
    return `| ${name} | ${own[0].group} | ${precision.join(' | ')} | ${lineCells(own)} |`;
  });
  const groups = [...new Set(runs.map(({ group }) => group)), 'all'];
  const totals = groups.map((name) => {
    const own = runs.filter(({ group }) => name === 'all' || group === name);
    const cells = scorerNames.map((_, i) => intervalCell(random, own, i));
    return `| **${name}** | | ${cells.join(' | ')} | ${lineCells(own)} |`;
  });
  const heads = ['class', 'group', ...scorerNames, 'first line', 'in first 5'];
  const where = bases.map(({ name, lines }) => `${name} (${lines.length} benign flows)`).join(', ');
  return `${new Date().toISOString().slice(0, 10)}, \`${command}\`; average precision over flows, planted in ${where}; at most 5 % of
the flows are the attack's. In brackets 95 % intervals of a bootstrap over seeds. *First line*: median place of the attack in
Behaviour's list with one line an entity; *in first 5*: how often it is among its first five.

| ${heads.join(' | ')} |
|${heads.map((_, i) => (i < 2 ? '---' : '--:')).join('|')}|
${[...rows, ...totals].join('\n')}

| log | ${scorerNames.join(' | ')} |
|---|${scorerNames.map(() => '--:').join('|')}|
${bases.map(({ name }) => `| ${name} | ${scorerNames.map((_, i) => precisionOf(runs, name, i)).join(' | ')} |`).join('\n')}

| share of the attack in the first | ${scorerNames.join(' | ')} |
|---|${scorerNames.map(() => '--:').join('|')}|
| 20 flows | ${scorerNames.map((_, i) => mean(runs.map((run) => run.precisionAt20[i])).toFixed(2)).join(' | ')} |
| 100 flows | ${scorerNames.map((_, i) => mean(runs.map((run) => run.precisionAt100[i])).toFixed(2)).join(' | ')} |
`;
}

function intervalCell(random: Random, runs: readonly Run[], scorer: number): string {
  const seeds = [...new Set(runs.map(({ seed }) => seed))];
  const groups = seeds.map((wanted) =>
    runs.filter(({ seed }) => seed === wanted).map((run) => run.averagePrecision[scorer]),
  );
  const { mean: middle, low, high } = bootstrap(random, groups);
  return `**${middle.toFixed(3)}** (${low.toFixed(2)} - ${high.toFixed(2)})`;
}

function lineCells(runs: readonly Run[]): string {
  const places = runs.map(({ firstLine }) => (firstLine === 0 ? Infinity : firstLine)).toSorted((a, b) => a - b);
  const inFirst = places.filter((place) => place <= 5).length / places.length;
  return `${places[places.length >> 1]} | ${Math.round(100 * inFirst)} %`;
}

function precisionOf(runs: readonly Run[], base: string, scorer: number): string {
  return mean(runs.filter((run) => run.base === base).map((run) => run.averagePrecision[scorer])).toFixed(3);
}
