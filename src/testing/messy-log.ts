import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { countStyles, durationStyles, type Style, timeStyles } from './messy-values.ts';

/** The numbers of a flow, by Zeek's names; null is unset. */
export type Truth = Readonly<Record<string, number | null>>;

/** A log as tools and people leave it, and what its rows mean. */
export interface MessyLog {
  readonly bytes: Uint8Array;
  /** What each row means, by uid. */
  readonly truth: ReadonlyMap<string, Truth>;
  /** How far what is read of a field may lie from the truth. */
  readonly within: Readonly<Record<string, number>>;
  /** Columns that are not written as Zeek writes them, under the name that the file gives them and under Zeek's. */
  readonly columns: readonly string[];
  /** The choices made, for the report of a failure. */
  readonly how: string;
  readonly [fc.toStringMethod]: () => string;
}

/** What is chosen of each kind. What a test leaves out is as Zeek writes it. */
export interface Choices {
  readonly time?: readonly Style[];
  readonly duration?: readonly Style[];
  readonly count?: readonly Style[];
  readonly form?: readonly Form[];
  readonly naming?: readonly (keyof typeof namings)[];
  readonly wrapper?: readonly (keyof typeof wrappers)[];
  /** How cells of a CSV are kept from being taken for numbers or formulas. */
  readonly quoting?: readonly (keyof typeof quotings)[];
  readonly prefix?: readonly (keyof typeof prefixes)[];
  readonly noise?: readonly (keyof typeof noises)[];
  readonly encoding?: readonly (keyof typeof encodings)[];
  readonly pack?: readonly (keyof typeof packs)[];
  /** Cells of a column that no score uses. */
  readonly stray?: readonly string[];
}

const forms = [
  'TSV',
  'TSV without types',
  'CSV',
  'CSV;',
  'CSV|',
  'markdown',
  'psql',
  'header row and tabs',
  'NDJSON',
  'JSON array',
  'JSON of texts',
] as const;
export type Form = (typeof forms)[number] | 'headerless' | `headerless ${',' | ';' | '|'}`;

const counts = ['orig_bytes', 'resp_bytes', 'missed_bytes', 'orig_pkts', 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
const fields = (
  'ts uid id.orig_h id.orig_p id.resp_h id.resp_p proto service duration orig_bytes resp_bytes conn_state local_orig ' +
  'local_resp missed_bytes history orig_pkts orig_ip_bytes resp_pkts resp_ip_bytes tunnel_parents ip_proto'
).split(' ');
const types = (
  'time string addr port addr port enum string interval count count string bool bool count string count count count count ' +
  'set[string] count'
).split(' ');

export const namings = {
  Zeek: (field: string) => field,
  'with _': (field: string) => field.replace('id.', 'id_'),
  bare: (field: string) => field.replace('id.', ''),
  Sentinel: (field: string) =>
    `${field.replace('id.', 'id_')}_${field === 'ts' ? 't' : /^(string|addr|enum|bool|set)/.test(types[fields.indexOf(field)] ?? 'string') ? 's' : 'd'}`,
} as const;

/** What a shipper puts around the objects of NDJSON, line by line. */
export const wrappers = {
  none: (line: string) => line,
  conn: (line: string) => `{"conn":${line}}`,
  _source: (line: string) => `{"_index":"zeek","_source":${line}}`,
  message: (line: string) => JSON.stringify({ '@timestamp': '2024-04-01T00:00:00Z', message: line }),
  line: (line: string) => JSON.stringify({ labels: { job: 'zeek' }, line, timestamp: '1711929602886036000' }),
  log: (line: string) => JSON.stringify({ log: `${line}\n`, stream: 'stdout', time: '2024-04-01T00:00:00Z' }),
  _raw: (line: string) => JSON.stringify({ preview: false, result: { _raw: line, source: 'conn' } }),
  syslog: (line: string) => `<13>1 2024-04-01T00:00:02.886Z sensor zeek 312 - - ${line}`,
  'old syslog': (line: string) => `Apr  1 00:00:02 sensor zeek[312]: ${line}`,
} as const;

export const quotings = {
  none: (cell: string) => cell,
  formula: (cell: string) => `="${cell}"`,
  apostrophe: (cell: string) => `'${cell}`,
} as const;

/** What `grep` and shippers make of the lines of a TSV; the first is 0. */
export const prefixes = {
  none: (line: string, _row: number) => line,
  grep: (line: string) => `conn.log:${line}`,
  'grep -n': (line: string, row: number) => `${row + 1}:${line}`,
  'grep -rn': (line: string, row: number) => `./2024-05-20/conn.10:00:00-11:00:00.log.gz:${row + 1}:${line}`,
  'grep over several files': (line: string, row: number) => `logs/conn.0${row % 9}:00:00.log-${line}`,
  syslog: (line: string) => `May 20 00:00:01 sensor-1.5 zeek[312]: ${line}`,
  'RFC 5424': (line: string) => `<13>1 2024-05-20T00:00:01.25Z sensor zeek 312 - - ${line}`,
  blank: (line: string) => ` ${line}`,
  rsyslog: (line: string) => `May 20 00:00:01 sensor zeek: ${line.replaceAll('\t', '#011')}`,
  'rsyslog, the message alone': (line: string) => ` ${line.replaceAll('\t', '#011')}`,
  'tabs in C style': (line: string) => line.replaceAll('\t', '\\t'),
} as const;

/** What stands before the log's first line, or within it. */
export const noises = {
  none: (text: string) => text,
  'byte order mark': (text: string) => `\ufeff${text}`,
  'byte order mark within': (text: string) => text.replace(/\n(?=[^\n]+\n?$)/, '\n\ufeff'),
  prompt: (text: string) => `analyst@so16:~$ cat conn.log\n${text}`,
  'part header': (text: string) => `==> conn.log <==\n${text}`,
  note: (text: string) => `Exported for case 4711\n\n${text}`,
  'blank lines': (text: string) => `\n\n${text}\n\n`,
  CRLF: (text: string) => text.replaceAll('\n', '\r\n'),
} as const;

export const encodings = {
  'UTF-8': (text: string): Uint8Array => strToU8(text),
  'UTF-16LE': (text: string): Uint8Array => utf16(`\ufeff${text}`),
  'UTF-16BE': (text: string): Uint8Array => swapped(utf16(`\ufeff${text}`)),
  'UTF-16LE without a mark': (text: string): Uint8Array => utf16(text),
  'UTF-16BE without a mark': (text: string): Uint8Array => swapped(utf16(text)),
  'lines of CR': (text: string): Uint8Array => strToU8(text.replace(/\r?\n/g, '\r')),
  'UTF-16LE, lines of CR': (text: string): Uint8Array => utf16(`\ufeff${text.replace(/\r?\n/g, '\r')}`),
} as const;

function utf16(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf16le'));
}

function swapped(bytes: Uint8Array): Uint8Array {
  return bytes.map((_, at) => bytes[at ^ 1]);
}

export const packs = {
  plain: (bytes: Uint8Array) => bytes,
  gzip: (bytes: Uint8Array): Uint8Array => gzipSync(bytes),
  zip: (bytes: Uint8Array) => zipSync({ 'conn.log': bytes }),
} as const;

/** Any log whose truth is known, in any form, with the given choices of each kind. */
export function messyLog(choices: Choices): fc.Arbitrary<MessyLog> {
  const one = <T>(of: readonly T[] | undefined, usual: T) => fc.constantFrom(...(of ?? [usual]));
  return fc
    .record({
      flows: fc.array(flow, { minLength: 3, maxLength: 25 }),
      time: one(choices.time, timeStyles[0]),
      duration: one(choices.duration, durationStyles[0]),
      count: one(choices.count, countStyles[0]),
      form: fc.constantFrom(...(choices.form ?? forms)),
      naming: one(choices.naming, 'Zeek'),
      wrapper: one(choices.wrapper, 'none'),
      quoting: one(choices.quoting, 'none'),
      prefix: one(choices.prefix, 'none'),
      noise: one(choices.noise, 'none'),
      encoding: one(choices.encoding, 'UTF-8'),
      pack: one(choices.pack, 'plain'),
      stray: fc.array(fc.option(fc.constantFrom(...(choices.stray ?? ['7']))), { minLength: 25, maxLength: 25 }),
      extra: fc.constantFrom(
        ...(choices.stray === undefined ? [null] : ['inner_vlan', 'missed_bytes', 'ip_proto', 'note']),
      ),
      /** One count column alone, or all of them. */
      only: fc.constantFrom(null, ...counts),
    })
    .map(written);
}

const byte = fc.oneof(fc.nat(2000), fc.nat(5_000_000), fc.nat(2 ** 31));
const micros = fc.oneof(fc.nat(5000), fc.nat(30_000_000), fc.nat(9_000_000_000));
const flow = fc.record({
  // Seconds of ten digits: a first row with fewer is taken for the rest of one that was cut.
  ts: fc.integer({ min: 1_000_000_000_000, max: 2_000_000_000_000 }),
  port: fc.integer({ min: 1, max: 65_535 }),
  duration: fc.option(micros, { freq: 5 }),
  bytes: fc.array(byte, { minLength: counts.length, maxLength: counts.length }),
  v6: fc.boolean(),
});

interface Drawn {
  readonly flows: readonly { ts: number; port: number; duration: number | null; bytes: number[]; v6: boolean }[];
  readonly time: Style;
  readonly duration: Style;
  readonly count: Style;
  readonly form: Form;
  readonly naming: keyof typeof namings;
  readonly wrapper: keyof typeof wrappers;
  readonly quoting: keyof typeof quotings;
  readonly prefix: keyof typeof prefixes;
  readonly noise: keyof typeof noises;
  readonly encoding: keyof typeof encodings;
  readonly pack: keyof typeof packs;
  readonly stray: readonly (string | null)[];
  readonly extra: string | null;
  readonly only: string | null;
}

function written(drawn: Drawn): MessyLog {
  const { flows, duration, count, form, naming, wrapper, quoting, prefix, noise, encoding, pack, extra, only } = drawn;
  // One file has one mark for fractions: where durations have a comma, so have epoch seconds.
  const hasComma = duration.write(0.5).includes(',') && drawn.time.write(0.5) === '0.500000';
  const time: Style = hasComma ? { ...commaSeconds, within: 1e-6 } : drawn.time;
  const styleOf = (field: string): Style | null =>
    field === 'ts'
      ? time
      : field === 'duration'
        ? duration
        : counts.includes(field)
          ? only === null || only === field
            ? count
            : countStyles[0]
          : null;
  const truth = new Map<string, Truth>();
  const isJson = form.startsWith('JSON') || form === 'NDJSON';
  const names = extra === null || fields.includes(extra) || form.startsWith('headerless') ? fields : [...fields, extra];
  const rows = flows.map((each, row) => {
    const uid = `C${row}x${each.ts}`;
    const values: Record<string, number | null> = {
      ts: each.ts / 1000,
      duration: each.duration === null ? null : each.duration / 1e6,
      'id.resp_p': each.port,
      ...Object.fromEntries(counts.map((field, i) => [field, each.bytes[i]])),
    };
    const texts = textsOf(uid, each.v6);
    const stray = drawn.stray[row];
    const cells = names.map((field) => {
      if (field === extra && stray !== null) {
        delete values[field];
        return stray;
      }
      const value = values[field];
      if (value === undefined) return texts[field] ?? '-';
      return value === null ? null : (styleOf(field)?.write(value) ?? String(value));
    });
    truth.set(uid, values);
    return cells;
  });
  const styled = { ts: time, duration, ...Object.fromEntries(counts.map((field) => [field, styleOf(field) ?? count])) };
  const isNumber = (field: string) =>
    form !== 'JSON of texts' && (styled[field as keyof typeof styled]?.isNumber ?? field.endsWith('_p'));
  const text = isJson
    ? jsonOf(names.map(namings[naming]), rows, names.map(isNumber), form, wrappers[wrapper])
    : tableOf(
        names.map(form.startsWith('TSV') && naming === 'Sentinel' ? namings.Zeek : namings[naming]),
        rows.map((row) =>
          row.map((cell, c) => quotedCell(names[c], cell, /^TSV|^headerless/.test(form) ? 'none' : quoting)),
        ),
        form,
      );
  const behind = /^TSV|^headerless$/.test(form) ? prefixedBy(text, prefixes[prefix]) : text;
  const messy = names.filter(
    (field) => field === extra || (styleOf(field) !== null && styleOf(field)?.name !== 'plain'),
  );
  const how = `${form}; time ${time.name}; duration ${duration.name}; ${only ?? 'counts'} ${count.name}; names ${naming}; in ${wrapper}; quoted by ${quoting}; behind ${prefix}; ${noise}; ${encoding}; ${pack}; stray ${extra}`;
  return {
    bytes: packs[pack](encodings[encoding](noises[noise](behind))),
    truth,
    within: Object.fromEntries(Object.entries(styled).map(([field, { within }]) => [field, within ?? 0])),
    columns: [...new Set([...messy, ...messy.map(namings[naming])])],
    how,
    [fc.toStringMethod]: () => how,
  };
}

function prefixedBy(text: string, prefix: (line: string, row: number) => string): string {
  return text
    .split('\n')
    .map((line, row) => (line === '' ? '' : prefix(line, row)))
    .join('\n');
}

const commaSeconds: Style = { name: 'seconds with a comma', write: (value) => value.toFixed(6).replace('.', ',') };

function textsOf(uid: string, v6: boolean): Readonly<Record<string, string>> {
  const hosts = v6 ? ['fe80::1', '2001:db8::5'] : ['10.0.0.7', '192.0.2.80'];
  return {
    uid,
    'id.orig_h': hosts[0],
    'id.orig_p': '50123',
    'id.resp_h': hosts[1],
    proto: 'tcp',
    service: 'ssl',
    conn_state: 'SF',
    history: 'ShADadFf',
    local_orig: 'T',
    local_resp: 'F',
    ip_proto: '6',
  };
}

type Cells = readonly (string | null)[];

function tableOf(names: readonly string[], rows: readonly Cells[], form: Form): string {
  const separator = separatorOf(form);
  const isZeek = form.startsWith('TSV') || form === 'headerless';
  const isTable = form === 'psql' || form === 'markdown';
  const quoted = (cell: string) =>
    !isTable && new RegExp(`[${separator}"]`).test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const cellOf = (cell: string | null) => (isZeek ? (cell ?? '-') : cell === null || cell === '-' ? '' : quoted(cell));
  const lines = rows.map((row) => row.map(cellOf).join(separator));
  const heads: string[] = [];
  if (form.startsWith('TSV')) {
    heads.push('#separator \\x09', '#set_separator\t,', '#empty_field\t(empty)', '#unset_field\t-', '#path\tconn');
    heads.push(['#fields', ...names].join('\t'));
    if (form === 'TSV') heads.push(['#types', ...names.map((_, i) => types[i] ?? 'string')].join('\t'));
  } else if (!form.startsWith('headerless')) heads.push(names.join(separator));
  if (form === 'psql') {
    return `${[` ${heads[0]} `, '-'.repeat(40).replace(/(.{9})./g, '$1+'), ...lines.map((line) => ` ${line}`), `(${lines.length} rows)`].join('\n')}\n`;
  }
  if (form === 'markdown') {
    const rule = `|${names.map((_, i) => (i % 2 === 0 ? '---' : ' :---: ')).join('|')}|`;
    return `${[`| ${heads[0]} |`, rule, ...lines.map((line) => `| ${line} |`)].join('\n')}\n`;
  }
  return `${[...heads, ...lines].join('\n')}\n`;
}

function separatorOf(form: Form): string {
  if (form === 'psql' || form === 'markdown') return ' | ';
  const last = form.at(-1) ?? '';
  return form === 'CSV' ? ',' : /[,;|]/.test(last) ? last : '\t';
}

/** Fields of free text stay as they are. */
function quotedCell(field: string, cell: string | null, quoting: keyof typeof quotings): string | null {
  const isKept = cell === null || cell === '-' || (quoting === 'apostrophe' && /uid|service|note/.test(field));
  return isKept ? cell : quotings[quoting](cell);
}

function jsonOf(
  names: readonly string[],
  rows: readonly Cells[],
  numbers: readonly boolean[],
  form: Form,
  wrap: (line: string) => string,
): string {
  const objects = rows.map((row) => {
    const pairs = row.flatMap((cell, i) =>
      cell === null || cell === '-'
        ? []
        : [`${JSON.stringify(names[i])}:${numbers[i] && /^[\d.]+$/.test(cell) ? cell : JSON.stringify(cell)}`],
    );
    return wrap(`{${pairs.join(',')}}`);
  });
  return form === 'JSON array' ? `[${objects.join(',\n')}]` : `${objects.join('\n')}\n`;
}
