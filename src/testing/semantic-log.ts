import { createRandom } from '../core/math/random.ts';

type Random = ReturnType<typeof createRandom>;

const fields =
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state missed_bytes orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes note'.split(
    ' ',
  );

/**
 * A log with plain numbers whose structure is unusual but has one meaning, the same for the same seed: columns in any
 * order or twice, several headers and separators, several logs in one file, quoted cells, keys in any order, rows of
 * another width.
 */
export function semanticLog(seed: number): string {
  const random = createRandom(seed);
  const write = random.pick([tsvLog, tsvLog, csvLog, jsonLog]);
  const text = write(random);
  const eol = random.integer(0, 3) === 0 ? '\r\n' : '\n';
  const lines = text.split('\n').join(eol);
  return `${random.integer(0, 9) === 0 ? '\ufeff' : ''}${lines}${random.integer(0, 3) === 0 ? '' : eol}`;
}

function tsvLog(random: Random): string {
  const parts: string[] = [];
  for (let blocks = random.integer(1, 3); blocks > 0; blocks--) {
    const separator = random.pick(['\t', '\t', ',', '|', ';', '||']);
    const unset = random.pick(['-', '-', '(none)', 'N/A']);
    const names = columns(random);
    const cellOf = (cell: string | null) => (cell === null ? unset : escaped(cell, separator));
    const head = [`#separator ${[...separator].map((letter) => `\\x${hex(letter)}`).join('')}`];
    if (random.integer(0, 2) > 0) head.push(`#set_separator${separator}${separator === ',' ? ';' : ','}`);
    head.push(`#unset_field${separator}${unset}`);
    const isDns = random.integer(0, 5) === 0;
    head.push(`#path${separator}${isDns ? 'dns' : 'conn'}`);
    const shown = isDns ? ['ts', 'uid', 'query', 'qtype_name'] : names;
    head.push(['#fields', ...shown].join(separator));
    if (random.integer(0, 3) > 0) head.push(['#types', ...shown.map(typeOf)].join(separator));
    if (random.integer(0, 4) === 0) head.unshift('### a comment');
    const rows = manyRows(random, shown, (cells) => unlike(random, cells.map(cellOf)).join(separator), '');
    parts.push(...head, ...rows);
    if (random.integer(0, 2) === 0) parts.push(`#close${separator}2026-03-03-22-00-00`);
  }
  return parts.join('\n');
}

function csvLog(random: Random): string {
  const separator = random.pick([',', ',', ';', '\t']);
  const names = columns(random);
  // Zeek quotes nothing in what it divides by tabs, and no cell has a tab.
  const quote = (cell: string) =>
    separator !== '\t' && (/[",;\n]/.test(cell) || random.integer(0, 9) === 0)
      ? `"${cell.replaceAll('"', '""')}"`
      : cell;
  const rows = manyRows(
    random,
    names,
    (cells) =>
      unlike(
        random,
        cells.map((cell) => quote(cell ?? '')),
      ).join(separator),
    '',
  );
  return [names.map(quote).join(separator), ...rows].join('\n');
}

function jsonLog(random: Random): string {
  const isNested = random.integer(0, 3) === 0;
  const rows = manyRows(
    random,
    fields,
    (cells) => {
      if (random.integer(0, 9) === 0) return JSON.stringify({ _path: 'dns', ts: 1.5, uid: 'C1', query: 'example.com' });
      const object: Record<string, unknown> = {};
      for (const at of shuffled(
        random,
        fields.map((_, i) => i),
      )) {
        const [field, cell] = [fields[at], cells[at]];
        if (cell === null && random.integer(0, 1) === 0) continue;
        const value = cell !== null && /^\d+(\.\d+)?$/.test(cell) && typeOf(field) !== 'string' ? Number(cell) : cell;
        if (isNested && field.startsWith('id.')) {
          object.id = { ...((object.id as object) ?? {}), [field.slice(3)]: value };
        } else object[field] = value;
      }
      return JSON.stringify(object);
    },
    '{"ts":1.5,"uid":"C',
  );
  return rows.join('\n');
}

/** The conn log's columns in some order, one perhaps twice, one that is not needed perhaps absent. */
function columns(random: Random): string[] {
  const names = random.integer(0, 2) === 0 ? fields : shuffled(random, fields);
  const kept =
    random.integer(0, 4) === 0 ? names.filter((name) => name !== random.pick(['note', 'service', 'proto'])) : names;
  if (random.integer(0, 6) > 0) return [...kept];
  return kept.toSpliced(
    random.integer(0, kept.length),
    0,
    random.pick(['duration', 'orig_bytes', 'service', 'note', 'id.resp_p']),
  );
}

/** A few rows, and now and then a line that is no row. */
function manyRows(
  random: Random,
  names: readonly string[],
  write: (cells: readonly (string | null)[]) => string,
  broken: string,
): string[] {
  return Array.from({ length: random.integer(3, 8) }, (_, row) => {
    if (random.integer(0, 30) === 0) return broken;
    return write(names.map((name) => cell(random, name, row)));
  });
}

function cell(random: Random, name: string, row: number): string | null {
  const number = () => String(random.pick([0, 1, 7, 60, 443, 1500, 65_535, 1_048_576, 4_294_967_296]));
  if (name === 'ts') return `${1_711_929_600 + row}.${random.integer(100_000, 999_999)}`;
  if (name === 'uid') return `C${row}${random.integer(0, 1_000_000)}`;
  if (name.endsWith('_h')) return random.pick(['10.0.0.1', '192.0.2.80', '2001:db8::1', 'fe80::1%eth0']);
  if (name.endsWith('_p')) return String(random.integer(0, 65_535));
  if (name === 'proto') return random.pick(['tcp', 'udp', 'icmp']);
  if (name === 'conn_state') return random.pick(['SF', 'S0', 'REJ', 'OTH']);
  if (name === 'service') return random.pick([null, 'ssl', 'http', 'ssl,http']);
  if (random.integer(0, 4) === 0) return null;
  if (name === 'duration') return `${random.integer(0, 4000)}.${random.integer(100_000, 999_999)}`;
  if (name === 'note') return random.pick(['plain', 'a,b', 'say "no"', 'x;y', 'a|b', 'C:\\temp', 'é', 'two words']);
  if (random.integer(0, 60) === 0) return 'abc';
  return name === 'query' ? 'example.com' : name === 'qtype_name' ? 'A' : number();
}

/** The cells of a row, which now and then lacks one or has one more. */
function unlike(random: Random, cells: string[]): string[] {
  const chance = random.integer(0, 40);
  if (chance === 0) return cells.slice(0, -1);
  if (chance === 1) return [...cells, 'more'];
  return chance === 2 ? [...cells, ''] : cells;
}

function escaped(cell: string, separator: string): string {
  const mark = separator[0];
  return cell.replaceAll('\\', '\\\\').replaceAll(mark, `\\x${hex(mark)}`);
}

function hex(letter: string): string {
  return letter.charCodeAt(0).toString(16).padStart(2, '0');
}

function typeOf(field: string): string {
  if (field === 'ts') return 'time';
  if (field === 'duration') return 'interval';
  if (field.endsWith('_h')) return 'addr';
  if (field.endsWith('_p')) return 'port';
  return /bytes|pkts/.test(field) ? 'count' : 'string';
}

function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const out = [...list];
  for (let i = out.length - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [out[i], out[j]] = [out[j], out[i]];
  }
  return out;
}
