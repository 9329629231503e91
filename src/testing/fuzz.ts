import { gzipSync } from 'node:zlib';
import { LogError } from '../core/errors.ts';
import { createRandom } from '../core/math/random.ts';
import { readLogs } from '../core/read-logs.ts';
import { makeSample } from '../core/sample/sample.ts';
import { type CellKernel, createCellKernel } from '../core/table/cell-kernel.ts';
import { formsOf, toJson } from './forms.ts';
import { quiet, tableValues } from './read-text.ts';

export type Random = ReturnType<typeof createRandom>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Small logs of every form, which the fuzzer breaks. */
export const bases: readonly Uint8Array[] = (() => {
  const lines = decoder.decode(makeSample()).split('\n');
  const cells = (line: string, most: number) => line.split('\t').slice(0, most).join('\t');
  const head = lines.slice(0, 8).map((line) => (/^#(fields|types)/.test(line) ? cells(line, 23) : line));
  const log = `${[...head, ...lines.slice(8, 16).map((line) => cells(line, 22))].join('\n')}\n`;
  const ecs = toJson(log, (o) => ({
    '@timestamp': '2019-01-11T06:33:35.857Z',
    source: { ip: o['id.orig_h'], port: o['id.orig_p'], bytes: o.orig_ip_bytes },
    destination: { ip: o['id.resp_h'], port: o['id.resp_p'], bytes: o.resp_ip_bytes, packets: [o.resp_pkts] },
    event: { duration: 76967000 },
    zeek: { connection: { state: o.conn_state, history: o.history } },
  })).join('\n');
  const iot = log
    .replace(/tunnel_parents\tip_proto/, 'tunnel_parents   label   detailed-label')
    .replaceAll('\t-\t6\n', '\t-   Malicious   DDoS\n');
  const dns = '#separator \\x09\n#path\tdns\n#fields\tts\tuid\tquery\n1.5\tC1\texample.com\n';
  const more = [
    ecs,
    iot,
    dns + log,
    log + log.replaceAll('\t', ',').replace('x09', 'x2c'),
    log.replaceAll('\t', '||').replace('x09', 'x7c\\x7c'),
  ];
  return [...formsOf(log).map(({ bytes }) => bytes), ...more.map((text) => encoder.encode(text)), gzipSync(ecs)];
})();

const tokens = [
  '\t',
  '\n',
  '\r\n',
  '-',
  '{',
  '}',
  '[',
  ']',
  '"',
  '\\',
  ',',
  ':',
  '#fields\t',
  '#separator \\x09\n',
  '(empty)',
  'null',
  '1e999',
  '\0',
  '\xff',
  '   ',
  '{"hits":{"hits":[',
  '""',
  "'",
  ';',
  '9'.repeat(30),
  '0.0000001',
  '\\u0000',
];

/** A broken log, the same for the same seed. */
export function mutated(seed: number): Uint8Array {
  const random = createRandom(seed);
  let bytes: Uint8Array = random.pick(bases).slice();
  for (let times = random.integer(1, 6); times > 0; times--) bytes = mutate(bytes, random);
  return bytes;
}

/** One small change of bytes. */
export function mutate(bytes: Uint8Array, random: Random): Uint8Array {
  const at = random.integer(0, Math.max(0, bytes.length - 1));
  const length = random.integer(0, Math.min(200, bytes.length - at));
  switch (random.integer(0, 7)) {
    case 0:
      bytes[at] ^= 1 << random.integer(0, 7);
      return bytes;
    case 1:
      bytes[at] = random.integer(0, 255);
      return bytes;
    case 2:
      return bytes.slice(0, at);
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 4:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 5: {
      const other = random.pick(bases);
      return joined(bytes.subarray(0, at), other.subarray(random.integer(0, other.length)));
    }
    default:
      return joined(bytes.subarray(0, at), encoder.encode(random.pick(tokens)), bytes.subarray(at));
  }
}

/** Milliseconds after which an input of a few kilobytes counts as hung. */
const LONGEST = 5000;

/**
 * Reads an input; throws when a rule is broken: nothing but `LogError` comes out, no more rows than lines or objects,
 * as many skipped lines as reasons, and, with `isCompared`, the same without WebAssembly.
 */
export async function checkInput(bytes: Uint8Array, isCompared: boolean): Promise<'read' | 'refused'> {
  return (await checkInputs([bytes], isCompared)) === 1 ? 'read' : 'refused';
}

/** As `checkInput`, of many inputs as the files of one run, which costs a tenth; returns how many were read. */
export async function checkInputs(inputs: readonly Uint8Array[], isCompared: boolean): Promise<number> {
  const started = performance.now();
  const plain = await read(inputs, null);
  if (isCompared) {
    const fast = await read(inputs, kernel());
    if (JSON.stringify(fast) !== JSON.stringify(plain)) throw new Error('the kernel reads something else');
  }
  const taken = performance.now() - started;
  if (taken > LONGEST * inputs.length) throw new Error(`took ${Math.round(taken)} ms`);
  return plain === null ? 0 : plain.files.filter(({ flows }) => flows > 0).length;
}

let once: CellKernel | null = null;

/** One for all inputs: a kernel is lent from file to file. */
function kernel(): CellKernel | null {
  once ??= createCellKernel();
  return once;
}

/** All values that were read, null when every log was refused. */
async function read(inputs: readonly Uint8Array[], cells: CellKernel | null) {
  const dropped = inputs.map((bytes, i) => ({ path: `${i}`, blob: new Blob([bytes as BlobPart]) }));
  try {
    const { table, files, texts } = await readLogs(dropped, quiet, {}, cells);
    for (const [i, { flows, context, skipped, skippedBy }] of files.entries()) {
      const text = decoder.decode(await texts[i].read(0, texts[i].size));
      const most = Math.max(text.split('\n').length, text.split('{').length);
      if (flows + context > most) throw new Error(`${flows} + ${context} rows of ${most} lines`);
      const told = skippedBy.reduce((sum, { lines }) => sum + lines, 0);
      if (told > skipped) throw new Error(`${told} reasons for ${skipped} skipped lines`);
    }
    if (table.rows !== files.reduce((sum, { flows }) => sum + flows, 0))
      throw new Error(`${table.rows} rows in the table`);
    return { values: tableValues(table), files };
  } catch (error) {
    if (error instanceof LogError) return null;
    throw error;
  }
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
