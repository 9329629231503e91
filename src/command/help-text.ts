import { examples } from './examples.ts';
import { options } from './options/index.ts';
import { type Option, sections } from './options/option.ts';
import { wrap } from './wrap.ts';

const WIDTH = 80;
const INDENT = 8;

/** The text of `--help`, for 80 columns. */
export function helpText(): string {
  return [
    'Usage: oddflow [OPTION]... FILE...',
    '',
    wrap(summary, WIDTH),
    ...sections.flatMap((section) => [
      '',
      `${section}:`,
      ...options.filter((option) => option.section === section).flatMap(oneOption),
    ]),
    '',
    'Examples:',
    ...examples.flatMap(({ what, command }) => [wrap(`${what}:`, WIDTH, 2), `      ${command}`]),
    '',
    'Exit codes:',
    ...exitCodes.map(({ code, means }) => `  ${String(code).padStart(3)}  ${means}`),
    '',
  ].join('\n');
}

/** What the command does, in one or two sentences. */
export const summary =
  'Find the odd flows in Zeek conn.logs. Flows are scored as in the page, and those with the highest scores are ' +
  'printed in the columns of zeek_anomaly_detector. A score is a ranking, not a judgement.';

/** Exit codes with their meanings. */
export const exitCodes: readonly { readonly code: number; readonly means: string }[] = [
  { code: 0, means: 'flows were read and scored' },
  { code: 1, means: 'no flow, or no model, could be read' },
  { code: 2, means: 'wrong use: an option, or an output that cannot be written' },
  { code: 130, means: 'ended by Ctrl-C (143: SIGTERM, 129: SIGHUP; with --follow 0)' },
];

/** `-D, --csv FILE`, with all other names. */
export function namesOf({ name, short, aliases = [], value }: Option): string {
  const names = [...(short === undefined ? [] : [`-${short}`]), ...[name, ...aliases].map((long) => `--${long}`)];
  return `${names.join(', ')}${value === undefined ? '' : ` ${value}`}`;
}

function oneOption(option: Option): string[] {
  return [wrap(namesOf(option), WIDTH, 2), wrap(option.help, WIDTH, INDENT)];
}
