import type { Machine } from '../machine.ts';
import { median } from '../statistics.ts';
import {
  type Cost,
  costsPerBillion,
  DOLLARS_PER_CORE_HOUR,
  DOLLARS_PER_TERABYTE,
  dollarsByReading,
  READS,
} from './cost.ts';
import { type Line, lineThrough } from './line.ts';
import { type Measurement, type PartId, parts, type Round } from './measurement.ts';

const titles: Readonly<Record<PartId, string>> = {
  page: 'The page in Chromium, with its usual memory',
  command: 'The command, as a whole process',
  duckdb: 'DuckDB, on the text of a log',
  sql: 'DuckDB, on generated Parquet files',
};

/** Numbers of flows, in millions, to which lines are drawn out. */
const FARTHER = [100, 500, 1000];

/** All tables in Markdown, dated, from everything that was measured. */
export function scaleTables(
  results: readonly Measurement[],
  { cores, cpu, gigabytes, node, browser }: Machine,
): string {
  const dates = results.map(({ date }) => date).toSorted();
  const when = [...new Set([dates[0], dates[dates.length - 1]])].join(' to ');
  const machine = `${cores} cores of ${cpu}, ${gigabytes} GB, Node ${node}, Chromium ${browser}`;
  const measured = parts.flatMap((part) => {
    const own = results.filter((one) => one.part === part).toSorted((a, b) => a.flows - b.flows);
    return own.length === 0 ? [] : [`### ${titles[part]}`, measuredTable(own)];
  });
  return [
    `${when}, ${machine}. Times are medians of the rounds, with the least and the most; processor time is of all threads, user and system. Load is the load average of one minute before and after.`,
    ...measured,
    ...slopes(results),
    ...costs(results),
  ].join('\n\n');
}

function measuredTable(results: readonly Measurement[]): string {
  return table(
    ['flows', 'size', 'what', 'time, s', 'processor time, s', 'memory, peak', 'result', 'load'],
    [0, 1, 3, 4, 5],
    results.map(({ flows, bytes, way, rounds, memory, gives, load }) => [
      millions(flows / 1e6),
      size(bytes),
      way,
      spread(rounds.map(({ wall }) => wall)),
      spread(rounds.map(({ processor }) => processor)),
      size(memory),
      gives,
      load.map((one) => one.toFixed(1)).join(', '),
    ]),
  );
}

/** The processor time of ways that were measured at three sizes or more, as straight lines. */
function slopes(results: readonly Measurement[]): string[] {
  const ways = [...new Set(results.map(({ part, way }) => `${part}: ${way}`))];
  const lines = ways.flatMap((name) => {
    const own = results.filter(({ part, way }) => `${part}: ${way}` === name);
    const line = lineThrough(own.map(({ flows, rounds }) => [flows / 1e6, processorOf(rounds)]));
    return line === null ? [] : [lineOf(name, own, line)];
  });
  if (lines.length === 0) return [];
  const heads = [
    'what',
    'sizes, M',
    'processor time per million at each, s',
    'slope, s per million',
    'farthest from the line',
    ...FARTHER.map(millions),
  ];
  return ['### The rest, by the slope of the processor time', table(heads, [3, 4, 5, 6, 7], lines)];
}

function lineOf(name: string, results: readonly Measurement[], { slope, intercept, deviation }: Line): string[] {
  const sorted = results.toSorted((a, b) => a.flows - b.flows);
  const each = sorted.map(({ flows, rounds }) => (processorOf(rounds) * 1e6) / flows);
  return [
    name,
    sorted.map(({ flows }) => flows / 1e6).join(', '),
    each.map((value) => value.toFixed(2)).join(', '),
    slope.toFixed(2),
    `${(100 * deviation).toFixed(0)} %`,
    ...FARTHER.map((size) => duration(intercept + slope * size)),
  ];
}

function processorOf(rounds: readonly Round[]): number {
  return median(rounds.map(({ processor }) => processor));
}

/** Computed, not measured: what a billion flows cost by the largest measurement of the generated files. */
function costs(results: readonly Measurement[]): string[] {
  const sql = results.filter(({ part }) => part === 'sql');
  const flows = Math.max(...sql.map((one) => one.flows));
  const largest = sql.filter((one) => one.flows === flows);
  const secondsOf = (word: string) => {
    const rounds = largest.find(({ way }) => way.startsWith(word))?.rounds;
    return rounds === undefined ? null : (processorOf(rounds) * 1e6) / flows;
  };
  const [fit, score] = [secondsOf('fit'), secondsOf('scoring')];
  if (fit === null || score === null) return [];
  const bytesPerFlow = largest[0].bytes / flows;
  const scored = costsPerBillion(score);
  const lines = costsPerBillion(fit).map((cost, i) => [
    cost.engine,
    cost.factor.toFixed(1),
    ...pair(cost, scored[i]),
    `[ClickBench](${cost.source})`,
  ]);
  const reading = [READS.fit, READS.score].map((reads) => dollars(dollarsByReading(bytesPerFlow, reads)));
  return [
    '### What a billion flows cost, computed',
    `Processor time per million flows, measured at ${millions(flows / 1e6)}: fit ${fit.toFixed(2)} s, scoring script ${score.toFixed(2)} s. Core-hours per billion = seconds × 1000 × factor / 3600. Dollars = core-hours × ${DOLLARS_PER_CORE_HOUR}.`,
    table(
      [
        'engine',
        'factor (published)',
        'fit, core-hours',
        'fit, $',
        'scoring, core-hours',
        'scoring, $',
        'source of the factor',
      ],
      [1, 2, 3, 4, 5],
      lines,
    ),
    `Where reading is what is paid ($${DOLLARS_PER_TERABYTE} per terabyte, published): ${bytesPerFlow.toFixed(1)} bytes per flow × 10⁹ × ${READS.fit} reads = ${reading[0]} for the fit, × ${READS.score} reads = ${reading[1]} for the scoring script.`,
  ];
}

function pair(fit: Cost, score: Cost): string[] {
  return [fit, score].flatMap(({ coreHours, dollars: price }) => [coreHours.toFixed(1), dollars(price)]);
}

/** `right`: the columns of numbers. */
function table(heads: readonly string[], right: readonly number[], rows: readonly (readonly string[])[]): string {
  const ends = heads.map((_, i) => (right.includes(i) ? '---:' : '---'));
  return [heads, ends, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function spread(seconds: readonly number[]): string {
  const text = (value: number) => value.toLocaleString('en', { maximumFractionDigits: value < 10 ? 1 : 0 });
  const middle = text(median(seconds));
  return seconds.length === 1 ? middle : `${middle} (${text(Math.min(...seconds))} – ${text(Math.max(...seconds))})`;
}

function millions(size: number): string {
  return `${size.toLocaleString('en')} M`;
}

function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}

function duration(seconds: number): string {
  if (seconds < 90) return `${seconds.toFixed(0)} s`;
  return seconds < 5400 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(1)} h`;
}

function dollars(amount: number): string {
  return `$${amount.toFixed(2)}`;
}
