import type { Random } from '../../src/core/math/random.ts';
import { families } from './attacks/attack.ts';
import { companies } from './company/index.ts';
import { grouped, mean, meanOfMeans, overNetworks } from './networks-mean.ts';
import type { AttackRun, BenignRun, Run } from './run.ts';
import { intervalText, percent, table } from './table-text.ts';

/** Names of scorers in tables, in their order. */
export const labels: Readonly<Record<string, string>> = {
  behaviour: 'Behaviour',
  combined: 'Combined',
  findings: 'Findings',
  pca: 'PCA (PyOD-compatible)',
  'pca-log': 'PCA (log scale)',
};

/** The scorer that tables with one scorer are about. */
export const SCORER = 'combined';

/** Tables of one variant in Markdown. Runs that searched for findings only have those of findings. */
export function tablesOf(runs: readonly Run[], random: Random): string {
  const attacked = runs.filter((run) => run.set !== 'benign');
  const planted = attacked.filter((run) => run.set === 'planted');
  const standing = attacked.filter((run) => run.set === 'standing');
  const benign = runs.filter((run) => run.set === 'benign');
  const hasScores = attacked.some(isScored);
  const parts = [
    planted.length > 0 ? `### Planted attacks, mean over networks\n\n${scorerTable(planted, benign, random)}` : '',
    planted.length > 0 && hasScores ? `### By network\n\n${networkTable(planted, benign)}` : '',
    planted.length > 0 && hasScores ? `### By family (Combined)\n\n${familyTable(planted, random)}` : '',
    planted.length > 0 && hasScores ? `### By class\n\n${classTable(planted)}` : '',
    standing.length > 0 ? `### The standing set, mean over classes\n\n${scorerTable(standing, [], random)}` : '',
    standing.length > 0 && hasScores ? `### Each log of the standing set\n\n${standingTable(standing)}` : '',
    benign.length > 0 ? `### Logs without attacks\n\n${benignTable(benign)}` : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Whether the flows were scored too, and not only findings searched. */
export function isScored({ results }: AttackRun): boolean {
  return results[SCORER] !== undefined;
}

/** One value per network: the mean over classes of the mean over logs and seeds. */
export function byNetwork(runs: readonly AttackRun[], measure: (run: AttackRun) => number): Map<string, number> {
  return new Map(
    [...grouped(runs, ({ network }) => network)].map(([network, own]) => [
      network,
      meanOfMeans(own, ({ attackClass }) => attackClass, measure),
    ]),
  );
}

function scorerTable(runs: readonly AttackRun[], benign: readonly BenignRun[], random: Random): string {
  const present = Object.keys(labels).filter((scorer) => runs[0].results[scorer] !== undefined);
  const rows = present.map((scorer) => {
    const precision = (run: AttackRun) => run.results[scorer].precision ?? Number.NaN;
    const values = over(runs, precision);
    const firsts = [1, 5, 10].map((most) => percent(shareIn(runs, scorer, most)));
    const hasPrecision = runs.some((run) => run.results[scorer].precision !== undefined);
    const cells = [
      labels[scorer],
      hasPrecision ? intervalText(overNetworks(random, values)) : '–',
      hasPrecision ? worstFamily(runs, precision) : '–',
      placeText(runs, scorer),
      ...firsts,
      hasPrecision ? median(runs.map((run) => run.results[scorer].above ?? 0)).toFixed(0) : '–',
      ...(benign.length > 0 ? [rateText(benign, scorer)] : []),
    ];
    return cells;
  });
  const heads = ['scorer', 'mean AP', 'worst family', 'first line', 'in first 1', 'in 5', 'in 10', 'rows above'];
  return table(benign.length > 0 ? [...heads, 'strong lines per 100,000'] : heads, rows);
}

/** Planted runs count by network. The standing set counts by class, as its README does. */
function over(runs: readonly AttackRun[], measure: (run: AttackRun) => number): number[] {
  if (runs[0].set === 'planted') return [...byNetwork(runs, measure).values()];
  return [...grouped(runs, ({ attackClass }) => attackClass).values()].map((own) => mean(own.map(measure)));
}

/** Share of attacks with a line among the first: planted ones with networks as equals, the standing set by log. */
function shareIn(runs: readonly AttackRun[], scorer: string, most: number): number {
  const found = (run: AttackRun) => (isFirst(run, scorer, most) ? 1 : 0);
  return runs[0].set === 'planted' ? mean([...byNetwork(runs, found).values()]) : mean(runs.map(found));
}

function worstFamily(runs: readonly AttackRun[], measure: (run: AttackRun) => number): string {
  const [name, value] = [...grouped(runs, ({ family }) => family)]
    .map(([family, own]) => [family, mean(over(own, measure))] as const)
    .reduce((worst, one) => (one[1] < worst[1] ? one : worst));
  return `${name} ${value.toFixed(2)}`;
}

function networkTable(runs: readonly AttackRun[], benign: readonly BenignRun[]): string {
  const rows = [...grouped(runs, ({ network }) => network)].map(([network, own]) => {
    const logs = [...new Set(own.map(({ log }) => log))].join(', ');
    const alone = benign.filter((run) => run.network === network && run.company === null);
    return [
      network,
      logs,
      ...['behaviour', SCORER, 'pca', 'pca-log'].map((scorer) =>
        mean([...byNetwork(own, (run) => run.results[scorer].precision ?? 0).values()]).toFixed(3),
      ),
      placeText(own, SCORER),
      percent(mean(own.map((run) => (isFirst(run, SCORER, 5) ? 1 : 0)))),
      median(own.map((run) => run.results[SCORER].above ?? 0)).toFixed(0),
      alone.length === 0
        ? '–'
        : `${sum(alone.map(({ strong }) => strong[SCORER]))} of ${sum(alone.map(({ flows }) => flows))}`,
    ];
  });
  const scorers = ['behaviour', SCORER, 'pca', 'pca-log'].map((scorer) => labels[scorer]);
  return table(['network', 'logs', ...scorers, 'first line', 'in 5', 'rows above', 'strong lines of flows'], rows);
}

function familyTable(runs: readonly AttackRun[], random: Random): string {
  const rows = families.flatMap((family) => {
    const own = runs.filter((run) => run.family === family);
    if (own.length === 0) return [];
    const values = [...byNetwork(own, (run) => run.results[SCORER].precision ?? 0).values()];
    const classes = new Set(own.map(({ attackClass }) => attackClass)).size;
    const inFive = percent(mean(own.map((run) => (isFirst(run, SCORER, 5) ? 1 : 0))));
    return [[family, String(classes), intervalText(overNetworks(random, values)), placeText(own, SCORER), inFive]];
  });
  return table(['family', 'classes', 'mean AP', 'first line', 'in 5'], rows);
}

function classTable(runs: readonly AttackRun[]): string {
  const rows = [...grouped(runs, ({ attackClass }) => attackClass)].map(([name, own]) => {
    const value = (scorer: string) =>
      mean([...byNetwork(own, (run) => run.results[scorer].precision ?? 0).values()]).toFixed(2);
    return [
      name,
      own[0].family,
      own[0].group,
      String(new Set(own.map(({ network }) => network)).size),
      ...['behaviour', SCORER, 'pca', 'pca-log'].map(value),
      placeText(own, SCORER),
      percent(mean(own.map((run) => (isFirst(run, SCORER, 5) ? 1 : 0)))),
    ];
  });
  const scorers = ['behaviour', SCORER, 'pca', 'pca-log'].map((scorer) => labels[scorer]);
  return table(['class', 'family', 'group', 'networks', ...scorers, 'first line', 'in 5'], rows);
}

function standingTable(runs: readonly AttackRun[]): string {
  const rows = runs.map(({ log, family, attackFlows, results }) => [
    log,
    family,
    String(attackFlows),
    ...['behaviour', SCORER, 'pca', 'pca-log'].map((scorer) => (results[scorer].precision ?? 0).toFixed(2)),
    String(results[SCORER].place || '–'),
    String(results.findings.place || '–'),
    (results[SCORER].above ?? 0).toFixed(0),
  ]);
  const scorers = ['behaviour', SCORER, 'pca', 'pca-log'].map((scorer) => labels[scorer]);
  return table(['log', 'family', 'flows', ...scorers, 'first line', 'finding', 'rows above'], rows);
}

function benignTable(runs: readonly BenignRun[]): string {
  const rows = [...grouped(runs, ({ log }) => log)].map(([log, own]) => {
    const kinds = [null, ...companies.map(({ name }) => name)].map((kind) =>
      own.find(({ company }) => company === kind),
    );
    const counts = (scorer: string) => kinds.map((run) => run?.strong[scorer] ?? '–').join(' / ');
    const alone = own.find(({ company }) => company === null);
    return [
      log,
      own[0].network,
      String(alone?.flows ?? '–'),
      ...Object.keys(labels).map(counts),
      String(alone?.strongRows[SCORER] ?? '–'),
    ];
  });
  return `Lines of strength 50 or more, alone / with a pinger / with a monitoring server; flows with a Combined score of 4 or more.\n\n${table(
    ['log', 'network', 'flows', ...Object.values(labels), 'flows from 4'],
    rows,
  )}`;
}

/** Whether a line of the attack is among the first `most`. */
export function isFirst({ results }: AttackRun, scorer: string, most: number): boolean {
  const { place } = results[scorer];
  return place > 0 && place <= most;
}

function placeText(runs: readonly AttackRun[], scorer: string): string {
  const place = median(runs.map(({ results }) => results[scorer].place || Infinity));
  return place === Infinity ? 'none' : String(place);
}

/** Strong lines of logs without attack and company: all lines over all flows, a network counting once. */
export function rateText(runs: readonly BenignRun[], scorer: string): string {
  const alone = runs.filter(({ company }) => company === null);
  const rates = [...grouped(alone, ({ network }) => network).values()].map(
    (own) => (1e5 * sum(own.map(({ strong }) => strong[scorer]))) / sum(own.map(({ flows }) => flows)),
  );
  return mean(rates).toFixed(1);
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
