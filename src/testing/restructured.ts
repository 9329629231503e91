import { createRandom } from '../core/math/random.ts';
import { bases, mutate, type Random } from './fuzz.ts';
import { noises, wrappers } from './messy-log.ts';
import { countStyles, durationStyles, type Style, timeStyles } from './messy-values.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const values = <T>(of: Readonly<Record<string, T>>): readonly T[] => Object.values(of);

/** Texts that mean something where people and tools leave them. */
const marks = [
  '\ufeff',
  '==> conn.log <==\n',
  '\n==> dns.log <==\n',
  'sep=,\n',
  '4.266ms',
  '1h1m1.5s',
  '0 days 00:00:18.630000',
  '00:01:02.5',
  'PT1M2.5S',
  '1.234.567',
  '1,234,567',
  "1'234",
  '0,004',
  '\u00a0',
  '2024-04-01T02:00:02+0200',
  '13/04/2024 02:00:02',
  ' UTC',
  '\\N',
  '{"conn":',
  '{"data":[',
  '{"line":"',
  '"_raw":"',
  "['ssl']",
  '%eth0',
  '00:00:5e:00:53:0b',
  '18446744073709551615',
  '1.5',
  '-1',
  '\u202e',
  '\u200b',
  '<13>1 2024-04-01T00:00:02Z sensor zeek - - - ',
  '#types\ttime\tstring\n',
  '#fields\tts\tuid\tuid\n',
  'analyst@so16:~$ cat conn.log\n',
  'tail: conn.log: file truncated\n',
];

const changes: readonly ((text: string, random: Random) => string)[] = [
  restyled,
  restyled,
  (text, random) => random.pick(values(noises))(text),
  (text, random) => {
    const wrap = random.pick(values(wrappers));
    return eachLine(text, (line) => (line.startsWith('{') ? wrap(line) : line));
  },
  (text, random) => random.pick([prefixed('<13>1 - - - - '), prefixed('  '), prefixed('conn\t')])(text),
  renamed,
  columnsSwapped,
  linesSwapped,
  (text, random) => {
    const at = random.integer(0, text.length);
    return `${text.slice(0, at)}${random.pick(marks)}${text.slice(at)}`;
  },
  (text, random) => text.replaceAll('\t', random.pick([' ', '    ', ',', ';', '|'])),
  (text, random) => text.slice(random.integer(0, Math.min(300, text.length))),
  (text) => `{"data":[${text.trim().split('\n').join(',')}]}`,
  (text) => `_raw,_time\n${eachLine(text.trim(), (line) => `"${line.replaceAll('"', '""')}",1`)}\n`,
];

/**
 * A log whose structure was changed, the same for the same seed: a column in another form, lines with prefixes, objects
 * within others, renamed or swapped columns, several logs in one file; then, in two of three, some bytes.
 */
export function restructured(seed: number): Uint8Array {
  const random = createRandom(seed);
  let text = decoder.decode(random.pick(texts));
  for (let times = random.integer(1, 3); times > 0; times--) text = random.pick(changes)(text, random);
  if (random.integer(0, 9) === 0) text += decoder.decode(random.pick(texts));
  let bytes: Uint8Array = encoder.encode(text);
  for (let times = random.integer(0, 2); times > 0; times--) bytes = mutate(bytes, random);
  return bytes;
}

/** The bases that are text, not packed. */
const texts = bases.filter((bytes) => /^[#{[\w]/.test(decoder.decode(bytes.subarray(0, 1))) && !bytes.includes(0));

const styles: readonly Style[] = [...countStyles, ...durationStyles, ...timeStyles];

/** The numbers of one column, or of one key, written in another style. */
function restyled(text: string, random: Random): string {
  const { write } = random.pick(styles);
  const place = random.integer(0, 21);
  return eachLine(text, (line) => {
    if (line.startsWith('#')) return line;
    let at = 0;
    return line.replace(/(?<=^|[\t,;:])\d+(?:\.\d+)?(?=[\t,;}\r]|$)/g, (number) => {
      if (at++ !== place && place < 20) return number;
      const value = Math.min(Number(number), 4e9);
      return line.startsWith('{') ? JSON.stringify(write(value)) : write(value);
    });
  });
}

function prefixed(mark: string): (text: string) => string {
  return (text) => eachLine(text, (line) => (line.startsWith('#') ? line : `${mark}${line}`));
}

/** The names of fields as other programs have them. */
function renamed(text: string, random: Random): string {
  const to = random.pick(['id_', '', 'source.', 'id.ctx.', 'ID.']);
  const suffix = random.pick(['', '_s', '_d', ' ']);
  return text.replaceAll(/\bid\.(\w+)/g, (_, name) => `${to}${name}${suffix}`);
}

/** Two names of the first line that has several are swapped, or one becomes the other. */
function columnsSwapped(text: string, random: Random): string {
  const names = ['duration', 'orig_bytes', 'resp_bytes', 'id.resp_p', 'uid', 'proto', 'ts', 'resp_pkts'];
  const [one, other] = [random.pick(names), random.pick(names)];
  const isSwap = random.integer(0, 1) === 1;
  return text.replaceAll(/[\w.]+/g, (word) => (word === one ? other : word === other && isSwap ? one : word));
}

function linesSwapped(text: string, random: Random): string {
  const lines = text.split('\n');
  const [one, other] = [random.integer(0, lines.length - 1), random.integer(0, lines.length - 1)];
  [lines[one], lines[other]] = [lines[other], lines[one]];
  return lines.join('\n');
}

function eachLine(text: string, change: (line: string) => string): string {
  return text
    .split('\n')
    .map((line) => (line === '' ? line : change(line)))
    .join('\n');
}
