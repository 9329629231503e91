/** The fields of Zeek 7.1's conn.log: type, and what a test that does not care gets. `ts` and `uid` count the rows. */
const standard: Readonly<Record<string, readonly [type: string, cell: string]>> = {
  ts: ['time', ''],
  uid: ['string', ''],
  'id.orig_h': ['addr', '10.0.0.1'],
  'id.orig_p': ['port', '50000'],
  'id.resp_h': ['addr', '192.0.2.1'],
  'id.resp_p': ['port', '443'],
  proto: ['enum', 'tcp'],
  service: ['string', 'ssl'],
  duration: ['interval', '0.25'],
  orig_bytes: ['count', '600'],
  resp_bytes: ['count', '4000'],
  conn_state: ['string', 'SF'],
  local_orig: ['bool', 'T'],
  local_resp: ['bool', 'F'],
  missed_bytes: ['count', '0'],
  history: ['string', 'ShADadFf'],
  orig_pkts: ['count', '8'],
  orig_ip_bytes: ['count', '1024'],
  resp_pkts: ['count', '9'],
  resp_ip_bytes: ['count', '4480'],
  tunnel_parents: ['set[string]', '-'],
  ip_proto: ['count', '6'],
};

/** Cells by field; those not named take their defaults. */
type FlowCells = Readonly<Record<string, string | number>>;

interface ConnLogOptions {
  /** In the log's order; Zeek 7.1's when not given. Fields that Zeek does not have are text, `-` by default. */
  readonly fields?: readonly string[];
  readonly separator?: string;
  readonly path?: string;
  /** Whether `#close` ends the log, as it does unless Zeek was killed. */
  readonly close?: boolean;
  readonly finalNewline?: boolean;
}

/**
 * A valid conn.log. A row is its cells by name, or text: the first cells in the order of the fields, with blanks
 * between; without `fields`, text has no uid. Several lines of text are several rows.
 *
 *     connLog('1.5 10.0.0.1 50000 10.0.0.2 80 tcp')
 *     connLog([{ ts: 1.5, duration: '-' }, { ts: 2, orig_bytes: 20 }], { close: false })
 *     connLog('1.5 - x\n2 0.1 y', { fields: ['ts', 'duration', 'note'] })
 *
 * Throws on a cell for which there is no field.
 */
export function connLog(rows: string | readonly (string | FlowCells)[], options: ConnLogOptions = {}): Uint8Array {
  const {
    fields = Object.keys(standard),
    separator = '\t',
    path = 'conn',
    close = true,
    finalNewline = true,
  } = options;
  const inText = options.fields ?? fields.filter((field) => field !== 'uid');
  const listed = typeof rows === 'string' ? textLines(rows) : rows;
  const flows = listed.map((row) => (typeof row === 'string' ? cellsOf(row, inText) : row));
  const join = (...cells: readonly string[]) => cells.join(separator);
  const lines = [
    `#separator ${[...separator].map((letter) => `\\x${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('')}`,
    join('#set_separator', separator === ',' ? ';' : ','),
    join('#empty_field', '(empty)'),
    join('#unset_field', '-'),
    join('#path', path),
    join('#open', '2026-03-03-06-00-00'),
    join('#fields', ...fields),
    join('#types', ...fields.map((field) => standard[field]?.[0] ?? 'string')),
    ...flows.map((flow, row) => join(...lineOf(flow, row, fields))),
    ...(close ? [join('#close', '2026-03-03-22-00-00')] : []),
  ];
  return new TextEncoder().encode(lines.join('\n') + (finalNewline ? '\n' : ''));
}

function textLines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}

function cellsOf(text: string, fields: readonly string[]): FlowCells {
  const cells = text.trim().split(/\s+/);
  return Object.fromEntries(cells.map((cell, i) => [fields[i] ?? `cell ${i + 1}`, cell]));
}

function lineOf(flow: FlowCells, row: number, fields: readonly string[]): string[] {
  const stray = Object.keys(flow).find((field) => !fields.includes(field));
  if (stray !== undefined) throw new Error(`row ${row} has ${stray}, the log has not`);
  const defaults: FlowCells = { ts: row + 1, uid: `C${row + 1}` };
  return fields.map((field) => String(flow[field] ?? defaults[field] ?? standard[field]?.[1] ?? '-'));
}
