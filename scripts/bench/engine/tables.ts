import type { Machine } from '../machine.ts';
import { median } from '../statistics.ts';
import { type Sample, spreadOf } from './clock.ts';
import { questions } from './questions.ts';

/** Samples by the id of a question. */
export interface Measured {
  readonly rows: number;
  readonly ours: Map<string, Sample[]>;
  readonly theirs: Map<string, Sample[]>;
}

/** How it was measured. */
export interface Setting extends Machine {
  readonly rounds: number;
  /** The load average while measuring. */
  readonly load: string;
  /** Its version, null if it was not asked. */
  readonly duckDb: string | null;
}

/** One table per size in Markdown, dated. */
export function engineTables(measured: readonly Measured[], setting: Setting): string {
  const { date, cores, cpu, gigabytes, node, rounds, load, duckDb } = setting;
  const beside = duckDb === null ? '' : `, DuckDB-WASM ${duckDb}`;
  return [
    `${date}, ${cores} cores of ${cpu}, ${gigabytes} GB, Node ${node}${beside}, load average ${load}: medians of ${rounds} rounds in milliseconds, and from least to most. Targets are for the time by the clock.`,
    ...measured.map(tableOf),
  ].join('\n\n');
}

function tableOf({ rows, ours, theirs }: Measured): string {
  const hasTheirs = theirs.size > 0;
  const heads = [
    `${rows.toLocaleString('en')} flows`,
    ...['target', 'Oddflow', 'its processor time'],
    ...(hasTheirs ? ['DuckDB-WASM', 'its processor time', 'which answers'] : []),
  ];
  const lines = questions.map(({ id, label, theirs: answer, targets }) => {
    const [own, other] = [ours.get(id) ?? [], theirs.get(id)];
    const target = targets[rows];
    return [
      label,
      target === undefined ? '' : `${target}, ${median(own.map(({ wall }) => wall)) <= target ? 'met' : 'missed'}`,
      ...timesOf(own),
      ...(hasTheirs ? [...timesOf(other), other === undefined ? '' : (answer ?? '')] : []),
    ];
  });
  const ends = heads.map((head, at) => (at === 0 || head === 'which answers' ? '---' : '---:'));
  return [heads, ends, ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function timesOf(samples: readonly Sample[] | undefined): [wall: string, processor: string] {
  if (samples === undefined) return ['', ''];
  return [spreadOf(samples.map(({ wall }) => wall)), spreadOf(samples.map(({ processor }) => processor))];
}
