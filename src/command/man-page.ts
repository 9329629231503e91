import { examples } from './examples.ts';
import { exitCodes, namesOf, summary } from './help-text.ts';
import { options } from './options/index.ts';
import { sections } from './options/option.ts';

/** The man page, in the macros of man(7). `npm run build:man` writes it to `docs/oddflow.1`. */
export function manPage(version: string): string {
  return [
    `.TH ODDFLOW 1 "" "oddflow ${version}" "User Commands"`,
    '.SH NAME',
    'oddflow \\- find the odd flows in Zeek conn.logs',
    '.SH SYNOPSIS',
    '.B oddflow',
    '.RI [ OPTION ]... " FILE" ...',
    '.SH DESCRIPTION',
    plain(summary),
    '.PP',
    plain(streams),
    ...sections.flatMap((section) => [
      `.SH ${section.toUpperCase()} OPTIONS`,
      ...options
        .filter((option) => option.section === section)
        .flatMap((option) => ['.TP', `.B ${plain(namesOf(option))}`, plain(option.help)]),
    ]),
    '.SH EXIT STATUS',
    ...exitCodes.flatMap(({ code, means }) => ['.TP', `.B ${code}`, plain(`${means}.`)]),
    '.SH ENVIRONMENT',
    ...environment.flatMap(({ name, means }) => ['.TP', `.B ${name}`, plain(means)]),
    '.SH EXAMPLES',
    ...examples.flatMap(({ what, command }) => [
      '.PP',
      plain(`${what}:`),
      '.PP',
      '.RS 4',
      '.nf',
      plain(command),
      '.fi',
      '.RE',
    ]),
    '.SH SEE ALSO',
    '.BR zeek (8),',
    plain('docs/command.md in the package.'),
    '',
  ].join('\n');
}

const streams =
  'The table and a line of time and counts go to standard output. What was wrong with a log, and a progress bar if ' +
  'it is a terminal, go to standard error. Nothing is sent over a network.';

const environment = [
  { name: 'NO_COLOR', means: 'If set, no colours are used.' },
  { name: 'TMPDIR', means: 'The folder for the copy of standard input.' },
];

/** Text without meaning for the formatter: backslashes, hyphens that are copied, and lines that begin with a control character. */
function plain(text: string): string {
  const escaped = text.replaceAll('\\', '\\e').replaceAll('-', '\\-');
  return /^[.']/.test(escaped) ? `\\&${escaped}` : escaped;
}
