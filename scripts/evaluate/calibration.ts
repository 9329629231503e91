import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { createRandom } from '../../src/core/math/random.ts';
import { grouped } from './networks-mean.ts';
import { type Header, type Run, readRuns } from './run.ts';
import { type StrengthBin, sharesOf, strengthBins } from './strength-bins.ts';
import { strengthPlot } from './strength-plot.ts';
import { placed, table } from './table-text.ts';

/**
 * `npm run evaluate:calibration -- FILE... [--write]`: what share of the findings of each strength and kind were the
 * attack, over the runs of `npm run evaluate`. With `--write` into the document, its plot, and the file that the page
 * reads.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const DOCUMENT = 'docs/measurements/findings.md';
const PLOT = 'docs/measurements/strength.svg';
const PAGE = 'src/words/measured-strength.ts';
const MARKS = ['<!-- scripts/evaluate/calibration.ts writes from here -->', '<!-- to here -->'] as const;

const { headers, runs } = readRuns(positionals);
const [header] = headers;
const own = runs.filter(({ variant }) => variant === header.variant);
const bins = strengthBins(own, createRandom(1));
const text = [introduction(header, own), binTable(bins), kindTable(own), patternTable(own)].join('\n\n');
console.log(text);
if (values.write) {
  writeFileSync(DOCUMENT, placed(readFileSync(DOCUMENT, 'utf8'), text, MARKS));
  writeFileSync(PLOT, strengthPlot(bins, 'Share of findings that were the attack, by strength'));
  writeFileSync(PAGE, moduleOf(header, own, bins));
}

function introduction({ date, command, commit }: Header, all: readonly Run[]): string {
  const attacked = all.filter(({ set }) => set !== 'benign');
  const findings = attacked.reduce((sum, { found }) => sum + found.length, 0);
  const networks = grouped(attacked, ({ network }) => network).size;
  const at = commit === '' ? '' : `, commit ${commit}`;
  return `${date}, \`${command}\`${at}; ${attacked.length} logs of ${networks} networks with one attack each, ${(
    findings / attacked.length
  ).toFixed(1)} findings per log.`;
}

function binTable(all: readonly StrengthBin[]): string {
  const rows = all.map(({ from, to, findings, attacks, share, alone, company }) => [
    rangeText(from, to),
    String(findings),
    String(attacks),
    shareText(share),
    alone.toFixed(1),
    company.toFixed(1),
  ]);
  const heads = ['strength', 'findings', 'of the attack', 'share', 'benign per 100,000 flows', 'with company'];
  return table(heads, rows);
}

function kindTable(all: readonly Run[]): string {
  const attacked = all.filter((run) => run.set !== 'benign');
  const kinds = [
    ...grouped(
      attacked.flatMap(({ found }) => found),
      ({ kind }) => kind,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length);
  const rows = kinds.map(([name]) => {
    const of = (least: number, most: number) =>
      sharesOf(attacked, ({ kind, points }) => kind === name && points >= least && points < most, createRandom(1));
    return [name, ...[of(0, 50), of(50, 101)].flatMap(({ findings, share }) => [String(findings), shareText(share)])];
  });
  return table(['kind', 'below 50', 'share', '50 or more', 'share'], rows);
}

/** Which findings resemble each benign pattern, and on which networks. */
function patternTable(all: readonly Run[]): string {
  const found = all.flatMap((run) => run.found.map((finding) => ({ run, finding })));
  const resembling = [...grouped(found, ({ finding }) => finding.benign)].filter(([name]) => name !== '');
  const rows = resembling.map(([name, own]) => {
    const attacked = own.filter(({ run }) => run.set !== 'benign');
    const attacks = attacked.filter(({ finding }) => finding.isAttack);
    const networks = new Set(own.filter(({ finding }) => !finding.isAttack).map(({ run }) => run.network));
    const classes = new Set(attacks.flatMap(({ run }) => (run.set === 'benign' ? [] : [run.attackClass])));
    return [
      name,
      [...networks].join(', '),
      String(own.length - attacked.length),
      String(attacked.length - attacks.length),
      String(attacks.length),
      [...classes].join(', '),
    ];
  });
  const heads = ['benign pattern', 'networks', 'in logs without attacks', 'beside an attack', 'attacks', 'classes'];
  return table(heads, rows);
}

function rangeText(from: number, to: number): string {
  return `${from} to ${to === 100 ? 100 : to - 1}`;
}

function shareText({ mean, low, high }: StrengthBin['share']): string {
  if (Number.isNaN(mean)) return '–';
  return `${percent(mean)} (${percent(low)} to ${percent(high)})`;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** The measured shares as a module of the page, one line per range. */
function moduleOf({ date }: Header, all: readonly Run[], found: readonly StrengthBin[]): string {
  const lines = found
    .filter(({ findings }) => findings > 0)
    .map(({ from, to, findings, share, alone }) => {
      const [mean, low, high] = [share.mean, share.low, share.high].map((value) => Number(value.toFixed(2)));
      return `    { from: ${from}, to: ${to}, findings: ${findings}, share: ${mean}, low: ${low}, high: ${high}, benign: ${Number(alone.toFixed(1))} },`;
    });
  return `/**
 * Written by \`npm run evaluate:calibration\`. Per range of strength: the findings of logs with one attack each, the share
 * that was the attack with its 95 % interval over networks, and the findings per 100,000 flows of logs without attacks.
 */
export const measuredStrength = {
  date: '${date}',
  logs: ${all.filter(({ set }) => set !== 'benign').length},
  ranges: [
${lines.join('\n')}
  ],
};
`;
}
