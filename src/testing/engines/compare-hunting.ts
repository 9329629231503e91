import type { PartName } from '../../core/behaviour/part.ts';
import { huntingSteps } from '../../core/hunting/hunting-script.ts';
import { huntingQueries } from '../../core/hunting/queries/index.ts';
import type { Dialect } from '../../core/sql/dialect.ts';
import { type CoreEvidence, evidenceOfCore, outOfSpread } from '../evidence-of-core.ts';
import { readText } from '../read-text.ts';
import type { Engine, Line } from './engine.ts';

/** Numbers of the page with 24 bits. */
const ROUNDING = 1e-6;
const source = { kind: 'table', table: 'conn', names: 'zeek' } as const;

/** What the comparison found: differences, and the number of lines by indicator. */
export interface HuntingOutcome {
  readonly wrong: readonly string[];
  readonly lines: Readonly<Record<string, number>>;
}

/** Runs the hunting script on a log that was loaded into `conn`, and compares every list with the page's evidence. */
export async function compareHunting(engine: Engine, dialect: Dialect, log: Uint8Array): Promise<HuntingOutcome> {
  const { table } = await readText(log);
  const [core, out] = [await evidenceOfCore(table), await outOfSpread(table)];
  const steps = huntingSteps(dialect, { source, top: 1_000_000 });
  const ids = steps.flatMap(({ id, statements }) => statements.map(() => id));
  const answers = await engine.run(steps.flatMap(({ statements }) => statements));
  const span = Math.max(1, spanOf(core));
  const lists = huntingQueries.map(({ part, keys }) => {
    const lines = answers[ids.indexOf(part)];
    const evidence = core.get(part) ?? new Map<string, CoreEvidence>();
    const keyOf = (line: Line) => keys.map((key) => String(line[key])).join(' ');
    const wanted = [...evidence].filter(([key, one]) => listed[part](one, key, out)).map(([key]) => key);
    const found = new Set(lines.map(keyOf));
    const missing = wanted.filter((key) => !found.has(key)).map((key) => `${part}: ${key} is missing`);
    // The page scores a beacon lower or not at all for reasons that the query does not know.
    const others = part === 'beacon' ? evidence : new Set(wanted);
    const wrong = lines.flatMap((line) => {
      const one = evidence.get(keyOf(line));
      if (one === undefined || !others.has(keyOf(line))) return [`${part}: ${keyOf(line)} is too much`];
      return Object.entries(columnsOf[part](one)).flatMap(([column, value]) => {
        const size = Math.max(1, Math.abs(value), column === 'seconds_range' ? span : 0);
        const isNear = Math.abs(Number(line[column]) - value) / size < ROUNDING;
        return isNear ? [] : [`${part}: ${keyOf(line)} has ${column} ${line[column]}, in the page ${value}`];
      });
    });
    const twice = lines.length > found.size ? [`${part}: ${lines.length - found.size} lines come twice`] : [];
    return { part, lines: lines.length, wrong: [...missing, ...wrong, ...twice] };
  });
  return {
    wrong: lists.flatMap(({ wrong }) => wrong),
    lines: Object.fromEntries(lists.map(({ part, lines }) => [part, lines])),
  };
}

/** Which entities a query lists, by the numbers of the page. */
const listed: Readonly<Record<PartName, (evidence: CoreEvidence, key: string, out: ReadonlySet<string>) => boolean>> = {
  scan_h: ({ numbers }) => numbers.failed - numbers.known / 2 >= 3,
  scan_v: ({ numbers }) => numbers.failed >= 3,
  scan_a: ({ numbers }) => numbers.failed >= 3,
  fan_in: ({ numbers }) => numbers.sources >= 5,
  spread: ({ numbers }, key, out) => numbers.hosts > 1 && !out.has(key),
  upload: ({ numbers }) => numbers.sent > 30_000 && 4 * numbers.sent > numbers.received,
  download: ({ numbers }) => numbers.received > 300_000,
  size: ({ channel }) => channel.largest > 0 && channel.scored && !channel.answer,
  // z is not among the page's numbers: see below.
  beacon: ({ numbers, unusual }) => unusual > 0 && numbers.calls === 0,
  long: ({ channel }) => channel.scored && channel.open > 30,
  repeat: ({ channel }) => channel.scored && channel.flows >= 4,
  dnsburst: ({ numbers, channel }, key) =>
    channel.isDns && !key.endsWith('none') && numbers.weighed - 2 * numbers.others >= 8,
  dnsfail: ({ numbers }) => numbers.failed >= 10 && 2 * numbers.failed > numbers.answered,
  rare: ({ numbers, channel }) =>
    channel.established && !channel.isWeb && !channel.isCall && numbers.hosts < numbers.of,
  guess: ({ numbers }) => numbers.flows >= 10,
  amplify: ({ numbers }) => numbers.flows >= 5,
  callback: ({ unusual }) => unusual > 0,
};

/** The page's numbers by the columns of a query. */
const columnsOf: Readonly<Record<PartName, (evidence: CoreEvidence) => Readonly<Record<string, number>>>> = {
  scan_h: ({ numbers, unusual }) => ({ ...numbers, unusual }),
  scan_v: ({ numbers, unusual }) => ({ ...numbers, unusual }),
  scan_a: ({ numbers, unusual }) => ({ ...numbers, unusual }),
  fan_in: ({ numbers }) => numbers,
  spread: ({ numbers: { rounds: _, ...numbers } }) => numbers,
  upload: ({ numbers }) => numbers,
  download: ({ numbers }) => numbers,
  size: ({ channel }) => ({ sent: channel.largest, flows: channel.withData }),
  // Calls of several flows have other gaps, which the query does not know.
  beacon: ({ numbers: { gaps, mean, calls, sameSize } }) =>
    calls > 0 ? { same_size: sameSize } : { gaps, mean, same_size: sameSize },
  long: ({ numbers }) => numbers,
  repeat: ({ numbers: { flows, range } }) => ({ flows, seconds_range: range }),
  dnsburst: ({ numbers }) => numbers,
  dnsfail: ({ numbers: { answered, failed, sizes } }) => ({ answered, failed, sizes }),
  rare: ({ numbers: { hosts, of } }) => ({ hosts, of_hosts: of }),
  guess: ({ numbers }) => numbers,
  amplify: ({ numbers }) => numbers,
  callback: ({ numbers }) => numbers,
};

function spanOf(core: Awaited<ReturnType<typeof evidenceOfCore>>): number {
  return [...(core.get('long') ?? new Map<string, CoreEvidence>()).values()].reduce(
    (most, { channel }) => Math.max(most, channel.range),
    0,
  );
}
