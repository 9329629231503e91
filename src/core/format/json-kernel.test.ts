import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createCellKernel } from '../table/cell-kernel.ts';
import type { LogSink } from './format.ts';
import { json } from './json.ts';
import { JsonFlows } from './json-flows.ts';
import { borrowJsonKernel, giveBackJsonKernel } from './json-kernel.ts';
import { JsonObject } from './json-object.ts';
import { RecordWriter } from './record-writer.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Records the output of a reader: layouts and rows in order, and the rest in its own order. */
class Heard implements LogSink {
  readonly rowsOf: unknown[] = [];
  readonly others: unknown[] = [];
  begin: LogSink['begin'] = ({ fields, types }) => this.rowsOf.push(fields.join(), types.join());
  skip: LogSink['skip'] = (line, reason) => this.others.push(`${line} ${reason}`);
  context: LogSink['context'] = (path) => this.others.push(path);
  note: LogSink['note'] = (code, detail) => this.others.push(code, detail);
  rows: LogSink['rows'] = ({ bytes, starts, stride, separatorLength, lines, places, count }) => {
    for (let i = 0; i < count; i++) {
      const cells = Array.from({ length: stride - 1 }, (_, f) => {
        const at = i * stride + f;
        return decoder.decode(bytes.subarray(starts[at], starts[at + 1] - separatorLength));
      });
      this.rowsOf.push(`${lines[i]} ${places?.[i]} ${cells.join('|')}`);
    }
  };
}

function read(blocks: readonly Uint8Array[], isPlain: boolean) {
  const { begin, skip, context, note, rows, rowsOf, others } = new Heard();
  const reader = json.reader({ begin, skip, context, note, rows }, isPlain ? null : createCellKernel());
  for (const block of blocks) reader.push(block);
  reader.end(false);
  return { rowsOf, others };
}

function cutAt(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts.map((cut) => cut % (bytes.length + 1)).toSorted((a, b) => a - b), bytes.length];
  return ends.map((end, i) => bytes.slice(i === 0 ? 0 : ends[i - 1], end));
}

const numbers = [
  '0',
  '80',
  '-1',
  '1.5',
  '1e3',
  '-2.5E-7',
  '9'.repeat(30),
  '12345678901234567890.1',
  '-',
  '007',
  '1.',
  '5 ',
];
const texts = [
  '""',
  '"-"',
  '"(empty)"',
  '"(filled"',
  '"tcp"',
  '"TCP"',
  '"a b"',
  '"\\"\\\\"',
  '"\\u00e9\\n"',
  '"é"',
  '"\x7f"',
];
const long = [`"${'x'.repeat(40)}"`, `"${'y'.repeat(31)}\x7f"`, `"${'z'.repeat(50)}\\t"`];
const times = [
  '1772517600.377088',
  '-1.5',
  '99999999999.5',
  '1772517600377',
  '"2019-01-11T06:33:35.857Z"',
  '"1.5"',
  '1e9',
];
const others = ['true', 'false', 'null', '[]', '[ ]', '["a","b"]', '[1]', '{"a":1}', 'NaN', 'oops', '"not closed'];
const all = [...numbers, ...texts, ...long, ...times, ...others];
const anything = fc.constantFrom(...all);

/** Fields of a flow with values that they may well have, which are most of a log, or with any other. */
const usual: readonly (readonly [key: string, usually: readonly string[]])[] = [
  ['ts', ['1772517600.377088', '1772517600.5']],
  ['uid', ['"CBMz9AGFli1Fj5qIcF"']],
  ['id.orig_h', ['"10.0.10.39"', '"2001:db8:85a3:8d3:1319:8a2e:370:7348"']],
  ['id.resp_p', ['80', '65530']],
  ['proto', ['"tcp"', '"udp"']],
  ['service', ['"dns"', '"http"']],
  ['duration', ['4.294986', '0.000001']],
  ['orig_bytes', ['0', '819']],
  ['resp_bytes', ['482']],
  ['local_orig', ['true', 'false']],
  ['history', ['"DadA"', '""']],
  ['resp_pkts', ['4']],
  ['tunnel_parents', ['[]']],
  ['_path', ['"conn"', '"conn"', '"dns"', '"conn_very_long_name_of_a_log"']],
  ['message', ['"hello"', '"{\\"ts\\":1,\\"uid\\":\\"C1\\",\\"orig_bytes\\":3}"']],
  ['source.ip', ['"10.0.0.1"']],
  ['zeek.session_id', ['"C1"']],
  ['event.duration', ['76967000']],
  ['note', ['"a"', '7']],
  ['a\\"b', ['1']],
];
const pairs = usual.map(([key, usually]) =>
  fc.tuple(
    fc.constant(`"${key}"`),
    fc.oneof({ weight: 12, arbitrary: fc.constantFrom(...usually) }, { weight: 1, arbitrary: anything }),
  ),
);
/** Which keys, in which order; those that come twice are among them. */
const common = Array.from({ length: 13 }, (_, i) => i);
const orders = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(common, common.toSpliced(5, 1), [...common, 13], common.toReversed()) },
  { weight: 2, arbitrary: fc.subarray([...usual.keys()], { minLength: 3 }) },
  { weight: 1, arbitrary: fc.array(fc.nat(usual.length - 1), { maxLength: 20 }) },
);
const record = fc
  .tuple(
    orders,
    fc.tuple(...pairs),
    fc.constantFrom(':', ':', ':', ': ', ' : '),
    fc.constantFrom(',', ',', ', ', ',\n'),
  )
  .map(([order, values, colon, comma]) => `{${order.map((i) => values[i].join(colon)).join(comma)}}`);
const between = fc.oneof(
  { weight: 12, arbitrary: fc.constant('\n') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '\r\n',
      '\n\n',
      ' ',
      ',',
      ',\n',
      '\n\t\n',
      '\n\0\n',
      '\nLorem\n',
      '',
      '\x01',
      '\n[',
      ']\n',
    ),
  },
);
const logs = fc
  .array(fc.tuple(record, between), { minLength: 1, maxLength: 40, size: 'max' })
  .map((parts) => encoder.encode(parts.flat().join('')));

describe('JSON flows in WebAssembly', () => {
  it('are what the plain code makes of any log, however it is cut', () => {
    fc.assert(
      fc.property(logs, fc.array(fc.nat(), { maxLength: 6 }), (bytes, cuts) => {
        const plain = read([bytes], true);
        expect(read([bytes], false)).toEqual(plain);
        expect(read(cutAt(bytes, cuts), false)).toEqual(plain);
        expect(read(cutAt(bytes, cuts), true)).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  }, 60_000);

  it('are so with any value in any field of a shape that is known', () => {
    const line = (values: readonly string[]) => `{${values.map((value, i) => `"${usual[i][0]}":${value}`).join()}}`;
    const ordinary = usual.slice(0, 14).map(([, [value]]) => value);
    const lines = ordinary.flatMap((_, field) => all.map((value) => line(ordinary.with(field, value))));
    const bytes = encoder.encode([line(ordinary), ...lines].join('\n'));
    const plain = read([bytes], true);
    expect(plain.rowsOf.length).toBeGreaterThan(500);
    expect(read([bytes], false)).toEqual(plain);
  });

  it('are so when they fill blocks, and when a line is longer than the memory', () => {
    const line = (i: number, more = '') =>
      `{"ts":${1_772_517_600 + i}.25,"uid":"C${i}","id.orig_h":"10.0.0.${i % 250}","orig_bytes":${i},"resp_bytes":7${more}}\n`;
    const many = Array.from({ length: 5000 }, (_, i) => line(i, i % 700 === 3 ? ',"service":"a\\tb"' : ''));
    const wide = Array.from({ length: 30 }, (_, i) => line(i, `,"history":"${'x'.repeat(i * 3000)}"`));
    const long = line(1, `,"note":"${'y'.repeat(5 << 20)}"`);
    for (const text of [many, wide, [...many.slice(0, 9), long, ...many.slice(9, 20)]]) {
      const bytes = encoder.encode(text.join(''));
      const plain = read([bytes], true);
      expect(plain.rowsOf.length).toBeGreaterThan(20);
      expect(read([bytes], false)).toEqual(plain);
      expect(read(cutAt(bytes, [1 << 20, 2_000_001, 3 << 20, 4 << 20]), false)).toEqual(plain);
    }
  });

  it('are so for more shapes than there is room for', () => {
    const names = Array.from({ length: 40 }, (_, i) => `"x${i}":1`);
    const lines = names.flatMap((a, i) =>
      names.slice(i + 1).map((b) => `{"ts":1,"uid":"C","orig_bytes":1,"history":"",${a},${b}}`),
    );
    const bytes = encoder.encode([...lines, ...lines].join('\n'));
    expect(read([bytes], false)).toEqual(read([bytes], true));
  });

  it('are read there once a flow with the same keys was learned, and left where they need another look', () => {
    const kernel = borrowJsonKernel();
    if (kernel === null) throw new Error('no WebAssembly');
    const flow = (duration: string) => `{"ts":1.5,"uid":"C1","orig_bytes":3,"resp_bytes":4,"duration":${duration}}`;
    const text = ['2', '3', '"-4e-5"', '"1,\\u0032"'].map(flow).join('\n');
    const bytes = encoder.encode(`${text}\0`);
    kernel.bytes.set(bytes, kernel.textAt);
    const heard = new Heard();
    const writer = new RecordWriter(heard, null);
    const flows = new JsonFlows(kernel);
    const object = new JsonObject(flows.keys, kernel);
    const found = { object, bytes: kernel.bytes };
    const length = kernel.textAt + text.length;
    object.read(kernel.bytes, kernel.textAt, length);
    flows.learn(found);
    writer.begin(flows.layout());
    kernel.read(kernel.textAt, 1, 0, writer);
    expect([kernel.stoppedAt, kernel.isKnown]).toEqual([kernel.textAt, false]);
    object.take(kernel);
    flows.write(found, { byte() {}, bytes() {}, text() {} }, () => {});
    flows.teach(kernel, found);
    kernel.read(kernel.textAt, 1, -kernel.textAt, writer);
    writer.flush();
    expect(heard.rowsOf.slice(2).map((row) => String(row).replace(/\|.*\|/, '|'))).toEqual([
      expect.stringMatching(/^1 0 /),
      expect.stringMatching(/^2 65 /),
      expect.stringMatching(/^3 130 /),
    ]);
    expect([kernel.stoppedLine, kernel.isKnown]).toEqual([4, true]);
    expect(decoder.decode(bytes.subarray(kernel.stoppedAt - kernel.textAt))).toBe(`${flow('"1,\\u0032"')}\0`);
    giveBackJsonKernel(kernel);
  });
});
