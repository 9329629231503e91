import { parseArgs } from 'node:util';

export const usage = `npm run bench -- [--rows 100000,1000000,6300000 | --log PATH] [--runs 5] [--only read,memory]
  [--growth] [--against PATH] [--json PATH] [--markdown PATH]`;

/** What to measure, and where to write it. */
export interface Options {
  /** Sizes of the made-up logs, ascending; none when a log is given. */
  readonly rows: readonly number[];
  readonly log: string | null;
  readonly runs: number;
  /** Ids of the parts; all of them when null. */
  readonly only: readonly string[] | null;
  /**
   * Whether a tenth of the largest log is measured too: how time and memory grow. Always so from 6.3 million rows on.
   */
  readonly growth: boolean;
  /** A checkout or its `dist`, to be measured in turn with this one. */
  readonly against: string | null;
  readonly json: string | null;
  readonly markdown: string | null;
}

/** Throws an error with a sentence for the user. */
export function parseOptions(args: readonly string[], partIds: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: '100000,1000000,6300000' },
      log: { type: 'string' },
      runs: { type: 'string', default: '5' },
      only: { type: 'string' },
      growth: { type: 'boolean', default: false },
      against: { type: 'string' },
      json: { type: 'string' },
      markdown: { type: 'string' },
    },
  });
  const rows = values.log === undefined ? values.rows.split(',').map((text) => counted(text, '--rows')) : [];
  const only = values.only?.split(',') ?? null;
  const unknown = only?.find((id) => !partIds.includes(id));
  if (unknown !== undefined) throw new Error(`--only takes ${partIds.join(', ')}, not ${unknown}`);
  return {
    rows: [...new Set(rows)].toSorted((a, b) => a - b),
    log: values.log ?? null,
    runs: counted(values.runs, '--runs'),
    only,
    growth: values.growth || Math.max(...rows) >= 6_300_000,
    against: values.against ?? null,
    json: values.json ?? null,
    markdown: values.markdown ?? null,
  };
}

function counted(text: string, option: string): number {
  if (!/^\s*[1-9][\d_]*\s*$/.test(text)) throw new Error(`${option} takes whole numbers from 1 on, not “${text}”`);
  return Number(text.replaceAll('_', ''));
}
