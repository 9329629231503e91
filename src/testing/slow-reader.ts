/**
 * What a log means, by the plainest code: strings, `split`, one object a row. It was written from `docs/formats.md` and
 * Zeek's writers and shares nothing with the readers of `core/`, which must agree with it. It knows Zeek TSV, CSV as
 * RFC 4180 has it, and a JSON object per line; not renamings, wrappers or numbers in other forms.
 */
export interface SlowRow {
  readonly [field: string]: number | string | null;
}

export interface SlowLog {
  readonly flows: readonly SlowRow[];
  readonly context: number;
  /** Lines of a conn log that are no flow. */
  readonly skipped: number;
}

/** Numbers that a score needs: a row with a bad cell in one is skipped. */
export const scored = [
  'duration',
  'orig_bytes',
  'id.resp_p',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];
/** Other numbers: a bad cell is unset. */
const otherNumbers = ['id.orig_p', 'missed_bytes', 'orig_pkts'];
export const texts = ['id.orig_h', 'id.resp_h', 'proto', 'service', 'conn_state'];

/** Null for a log of which the rows, or some of them, lack a field that the score needs. */
export function readSlowly(text: string): SlowLog | null {
  const body = text.replace(/^\ufeff/, '').replace(/^[ \t\r\n]+(?=[#{\w"])/, '');
  if (body.startsWith('#')) return readTsv(body);
  return body.startsWith('{') ? readJson(body) : readCsv(body);
}

interface Counts {
  flows: SlowRow[];
  context: number;
  skipped: number;
}

function readTsv(body: string): SlowLog | null {
  const counts: Counts = { flows: [], context: 0, skipped: 0 };
  let [separator, unset, path] = ['\t', '-', ''];
  let fields: string[] = [];
  for (const raw of lines(body)) {
    if (raw.startsWith('#')) {
      const name = /^#(\w+)/.exec(raw)?.[1];
      if (name === 'separator') {
        [separator, unset, path, fields] = [unescaped(raw.slice(11)), '-', '', []];
        continue;
      }
      const [key, ...cells] = raw.slice(1).split(separator);
      if (key === 'unset_field') unset = unescaped(cells[0]);
      if (key === 'path') path = unescaped(cells[0]);
      if (key === 'fields') fields = cells.map(unescaped);
      continue;
    }
    if (raw === '') continue;
    const cells = surplusDropped(raw.split(separator), fields.length);
    if (cells === null) counts.skipped++;
    else if (path === 'dns') counts.context++;
    else {
      const isComplete = keep(counts, fields, cells, (cell) => (cell === unset ? null : cell), unescaped);
      if (!isComplete) return null;
    }
  }
  return counts;
}

function readCsv(body: string): SlowLog | null {
  const counts: Counts = { flows: [], context: 0, skipped: 0 };
  const head = body.split('\n')[0];
  const separator = ['\t', ',', ';'].find((mark) => head.split(mark).length >= 4) ?? ',';
  const [fields, ...records] = csvRecords(body, separator);
  for (const record of records) {
    if (record.length === 1 && record[0] === '') continue;
    const cells = record.length === fields.length ? record : null;
    if (cells === null) counts.skipped++;
    else if (
      !keep(
        counts,
        fields,
        cells,
        (cell) => (cell === '' || cell === '-' ? null : cell),
        (cell) => cell,
      )
    )
      return null;
  }
  return counts;
}

/**
 * Records of RFC 4180: a quoted cell may hold separators and line ends, and `""` for a quote; between tabs nothing is
 * quoted.
 */
function csvRecords(body: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at <= body.length) {
    let cell = '';
    if (body[at] === '"' && separator !== '\t') {
      at++;
      while (at < body.length && !(body[at] === '"' && body[at + 1] !== '"')) {
        cell += body[at];
        at += body[at] === '"' ? 2 : 1;
      }
      at++;
    } else {
      while (at < body.length && body[at] !== separator && body[at] !== '\n') cell += body[at++];
      cell = cell.replace(/\r$/, '');
    }
    if (body[at] === '\r') at++;
    record.push(cell);
    if (body[at] !== separator) {
      if (at < body.length || record.length > 1 || cell !== '') records.push(record);
      record = [];
    }
    at++;
  }
  return records;
}

function readJson(body: string): SlowLog {
  const counts: Counts = { flows: [], context: 0, skipped: 0 };
  for (const line of lines(body)) {
    if (line.trim() === '') continue;
    let object: Record<string, unknown>;
    try {
      object = JSON.parse(line);
    } catch {
      counts.skipped++;
      continue;
    }
    if (object._path === 'dns') {
      counts.context++;
      continue;
    }
    const flat: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(object)) {
      if (value === null || typeof value !== 'object') flat[key] = value;
      else for (const [inner, cell] of Object.entries(value)) flat[`${key}.${inner}`] = cell;
    }
    const cells = [...scored, ...otherNumbers, ...texts, 'uid'];
    keep(
      counts,
      cells,
      cells.map((field) => (flat[field] === undefined || flat[field] === null ? '' : String(flat[field]))),
      (cell) => (cell === '' ? null : cell),
      (cell) => cell,
    );
  }
  return counts;
}

/** Adds a flow, or counts a skipped row; false when the log lacks a field that the score needs. */
function keep(
  counts: Counts,
  fields: readonly string[],
  cells: readonly string[],
  value: (cell: string) => string | null,
  decode: (cell: string) => string,
): boolean {
  if (scored.some((field) => !fields.includes(field))) return false;
  const row: Record<string, number | string | null> = {};
  for (const field of [...scored, ...otherNumbers, ...texts, 'uid']) {
    // A name that comes twice means its first column.
    const cell = fields.includes(field) ? value(cells[fields.indexOf(field)]) : null;
    const isNumber = scored.includes(field) || otherNumbers.includes(field);
    row[field] = cell === null ? null : isNumber ? Number(/^\d+(\.\d+)?$/.test(cell) ? cell : 'x') : decode(cell);
    const isFraction = field !== 'duration' && !Number.isInteger(row[field]);
    if (!isNumber || cell === null || (!Number.isNaN(row[field]) && !isFraction)) continue;
    if (scored.includes(field)) {
      counts.skipped++;
      return true;
    }
    row[field] = null;
  }
  counts.flows.push(row);
  return true;
}

function lines(body: string): string[] {
  return body.split('\n').map((line) => line.replace(/\r$/, ''));
}

/**
 * A row with more cells than fields keeps the first when the others are empty and they are not; null when it does not
 * fit.
 */
function surplusDropped(cells: readonly string[], wanted: number): readonly string[] | null {
  const kept = cells.slice(0, wanted);
  if (cells.length <= wanted) return cells.length === wanted ? kept : null;
  return cells.slice(wanted).every((cell) => cell === '') && !kept.includes('') ? kept : null;
}

function unescaped(text: string): string {
  return text.replace(/\\(\\|x[0-9a-fA-F]{2})/g, (_, mark: string) =>
    mark === '\\' ? '\\' : String.fromCharCode(Number.parseInt(mark.slice(1), 16)),
  );
}
