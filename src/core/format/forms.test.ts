import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formsOf, toCsv, toJson } from '../../testing/forms.ts';
import { quiet, readText, tableValues } from '../../testing/read-text.ts';
import { detectors } from '../detect/index.ts';
import { makeSample } from '../sample/sample.ts';

/** The first flows of the sample, without the labels that make it wider than Zeek's own conn.log. */
const log = (() => {
  const lines = new TextDecoder().decode(makeSample()).split('\n').slice(0, 408);
  const width =
    lines
      .find((line) => line.startsWith('#fields'))
      ?.split('\t')
      .indexOf('label') ?? 0;
  const narrow = (line: string) =>
    line
      .split('\t')
      .slice(0, /^#(fields|types)/.test(line) ? width : width - 1)
      .join('\t');
  return `${lines.map((line) => (/^#(?!fields|types)/.test(line) ? line : narrow(line))).join('\n')}\n`;
})();

async function scoresOf(bytes: Uint8Array | string): Promise<Float64Array> {
  const { table } = await readText(bytes);
  return (await detectors[0].detect(table, quiet)).scores;
}

describe('one log in many forms', () => {
  it.each(formsOf(log).map((form) => [form.name, form.bytes] as const))(
    '%s has the scores of the TSV',
    async (_, bytes) => {
      const { table, files } = await readText(bytes);
      expect(files[0]).toMatchObject({ flows: 400, skipped: 0, context: 0, problem: null });
      expect((await detectors[0].detect(table, quiet)).scores).toEqual(await scoresOf(log));
      const expected = tableValues((await readText(log)).table);
      const values = tableValues(table);
      for (const field of [
        'id.orig_h',
        'id.resp_h',
        'id.resp_p',
        'conn_state',
        'history',
        'service',
        'proto',
        'local_orig',
      ]) {
        expect(values[field]).toEqual(expected[field]);
      }
    },
  );

  it('is the same however JSON and CSV are cut into blocks, with or without the kernel', async () => {
    const { formats } = await import('./index.ts');
    const { createCellKernel } = await import('../table/cell-kernel.ts');
    const few = log.split('\n').slice(0, 30).join('\n');
    const texts = [toJson(few).join('\r\n'), `[${toJson(few).join(' , ')}]`, toCsv(few.replaceAll('http', 'ht"t,\tp'))];
    for (const text of texts) {
      const bytes = new TextEncoder().encode(`\ufeff${text}`);
      const read = (chunks: readonly Uint8Array[], isPlain: boolean) => {
        const told: unknown[] = [];
        const format = formats.find(({ sniff }) => sniff(bytes));
        const reader = format?.reader(
          {
            begin: ({ fields }) => told.push(fields),
            skip: (line, reason) => told.push([line, reason]),
            context: (path) => told.push(path),
            note: () => {},
            rows: (block) => {
              for (let i = 0; i < block.count; i++) {
                const cells = Array.from({ length: block.stride - 1 }, (_, f) => {
                  const at = i * block.stride + f;
                  const [start, end] = [block.starts[at], block.starts[at + 1] - block.separatorLength];
                  return new TextDecoder().decode(block.bytes.subarray(start, end));
                });
                told.push([block.places?.[i], block.lines[i], ...cells]);
              }
            },
          },
          isPlain ? null : createCellKernel(),
        );
        for (const chunk of chunks) reader?.push(chunk);
        reader?.end(false);
        return told.map((each) => JSON.stringify(each)).sort();
      };
      const whole = read([bytes], true);
      expect(whole.length).toBeGreaterThan(20);
      expect(read([bytes], false)).toEqual(whole);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 12 }), (cuts) => {
          const ends = [...cuts.toSorted((a, b) => a - b), bytes.length];
          // The first block is sniffed, so it has the first line.
          const first = Math.max(ends[0], 2000);
          const chunks = [
            bytes.slice(0, first),
            ...ends.slice(1).map((end, i) => bytes.slice(Math.max(first, ends[i]), Math.max(first, end))),
          ];
          expect(read(chunks, true)).toEqual(whole);
        }),
        { numRuns: 40 },
      );
    }
  });

  it('does not depend on the order of JSON keys, nor on keys that are null', async () => {
    const expected = tableValues((await readText(toJson(log).join('\n'))).table);
    await fc.assert(
      fc.asyncProperty(fc.integer(), async (seed) => {
        let state = seed;
        const random = () => {
          state = (Math.imul(state, 1103515245) + 12345) | 0;
          return state;
        };
        const lines = toJson(log, (object) => {
          const entries = Object.entries({ tunnel_parents: null, service: null, ...object });
          return Object.fromEntries(
            entries
              .map((entry) => [random(), entry] as const)
              .toSorted((a, b) => a[0] - b[0])
              .map(([, e]) => e),
          );
        });
        expect(tableValues((await readText(lines.join('\n'))).table)).toMatchObject(expected);
      }),
      { numRuns: 10 },
    );
  });
});

describe('JSON', () => {
  const line = (more: object) => JSON.stringify({ ...(JSON.parse(toJson(log)[0]) as object), ...more });

  it('reads any form of time, mixed', async () => {
    const times: readonly (readonly [unknown, number])[] = [
      [1547188415.857497, 1547188415.857497],
      [1547188415857, 1547188415.857],
      [1547188415857497, 1547188415.857497],
      ['2019-01-11T06:33:35.857497Z', 1547188415.857497],
      ['2019-01-11T06:33:35.1000000Z', 1547188416],
      ['2019-01-11T07:33:35+01:00', 1547188415],
      ['2019-01-11 06:33:35.5', 1547188415.5],
      ['2019-01-11T06:33:35.123456789Z', Number('1547188415.123456789')],
      ['1547188415.25', 1547188415.25],
      [-1.5, -1.5],
    ];
    const { table } = await readText(times.map(([ts]) => line({ ts })).join('\n'));
    expect(tableValues(table).ts).toEqual(times.map(([, expected]) => expected));
  });

  it('counts bad lines and goes on, and tells a cut end', async () => {
    const text = [line({}), '{"ts":1,', 'Lorem', line({}), '{"a":1}', line({}).slice(0, 60)].join('\n');
    const { table, files } = await readText(text);
    expect(table.rows).toBe(2);
    expect(files[0].skips.map(({ line: at, reason }) => [at, reason])).toEqual([
      [2, 'not-json'],
      [3, 'not-json'],
      [5, 'no-flow'],
      [6, 'cut-line'],
    ]);
  });

  it('finds the next record after a broken one, whatever they stand in', async () => {
    const good = line({});
    const pretty = JSON.stringify(JSON.parse(good), null, 2);
    const flows = async (text: string) => {
      const { table, files } = await readText(text);
      return [table.rows, files[0].skipped];
    };
    expect(await flows(`[${good}, {"ts":1,,}, ${good}, ${good}]`)).toEqual([3, 1]);
    expect(await flows(`[\n  ${pretty.replaceAll('\n', '\n  ')},\n  {\n    "ts": oops\n  },\n  ${good}\n]`)).toEqual([
      2, 1,
    ]);
    expect(await flows(`${good}\n\0\0\n${good}`)).toEqual([2, 0]);
    expect(await flows(`${good},\n${good},\n`)).toEqual([2, 0]);
    const hits = (n: number) =>
      `{"hits":{"hits":[${Array.from({ length: n }, () => `{"_source":${good}}`).join()}],"x":"\\"]"}}`;
    expect(await flows(`[${hits(2)},${hits(3)}]`)).toEqual([5, 0]);
    expect(await flows(`${hits(1)}\n${hits(2)}`)).toEqual([3, 0]);
  });

  it('routes rows of other logs by what they name themselves', async () => {
    const dns = JSON.stringify({ _path: 'dns', ts: 1, uid: 'C1', 'id.orig_h': '1.1.1.1', query: 'x' });
    const http = JSON.stringify({ '@stream': 'http', ts: 1, uid: 'C1', method: 'GET' });
    const { table, files } = await readText([dns, line({ _path: 'conn' }), http, dns].join('\n'));
    expect(table.rows).toBe(1);
    expect(files[0]).toMatchObject({ flows: 1, context: 3, skipped: 0 });
    await expect(readText(`${dns}\n${dns}`)).rejects.toMatchObject({ code: 'other-log', detail: { path: 'dns' } });
    await expect(readText('{"a":1}\n{"b":[{"c":2}]}')).rejects.toMatchObject({ code: 'not-a-zeek-log' });
  });

  it('says which needed fields no record has', async () => {
    const { table, files } = await readText(toJson(log, ({ resp_bytes: _, ...rest }) => rest).join('\n'));
    expect(tableValues(table).resp_bytes.every((value) => value === null)).toBe(true);
    expect(files[0].notes).toEqual([{ code: 'never-present', detail: { fields: 'resp_bytes' } }]);
  });

  it('keeps what stands behind a backslash, a comma in a set, and a text like an unset mark', async () => {
    const { table } = await readText(
      [
        line({ service: 'a\\x07"\u00e9\n' }),
        line({ service: '-', tunnel_parents: ['a,b', 'c'] }),
        line({ service: '' }),
      ].join('\n'),
    );
    expect(tableValues(table).service).toEqual(['a\\\\x07"\u00e9\\x0a', '\\x2d', '(empty)']);
    expect(tableValues(table).tunnel_parents).toEqual([null, 'a\\x2cb,c', null]);
  });
});

describe('the Elastic Common Schema', () => {
  const common = {
    '@timestamp': '2019-01-11T06:33:35.857Z',
    source: { ip: '10.0.0.1', port: 1025, packets: 3 },
    destination: { ip: '10.0.0.2', port: 53, packets: 4 },
    network: { transport: 'UDP', protocol: 'dns' },
  };
  const read = async (record: object) => {
    const { table, files } = await readText(JSON.stringify(record));
    return { values: tableValues(table), notes: files[0].notes };
  };

  it('is read as Elastic’s integration means it: IP bytes, nanoseconds, payload dropped', async () => {
    const { values, notes } = await read({
      ...common,
      source: { ...common.source, bytes: 206 },
      destination: { ...common.destination, bytes: 306 },
      event: { duration: 76967000, id: 'C1' },
      zeek: { session_id: 'C1', connection: { state: 'SF', history: 'Dd', local_orig: true, missed_bytes: 0 } },
    });
    expect(values).toMatchObject({
      ts: [1547188415.857],
      'id.orig_h': ['10.0.0.1'],
      'id.resp_p': [53],
      proto: ['udp'],
      service: ['dns'],
      duration: [0.076967],
      orig_bytes: [null],
      orig_ip_bytes: [206],
      resp_ip_bytes: [306],
      resp_pkts: [4],
      conn_state: ['SF'],
      local_orig: ['T'],
    });
    expect(notes.map(({ code }) => code)).toEqual(['never-present', 'converted-units']);
  });

  it('is read as Security Onion means it: seconds, payload under client and server', async () => {
    const { values, notes } = await read({
      ...common,
      client: { bytes: 10, ip_bytes: 66, packets: 1 },
      server: { bytes: 20, ip_bytes: 76, packets: 2 },
      event: { duration: 1.25 },
      connection: { state: 'SF', history: 'Dd', local: { originator: true }, bytes: { missed: 5 } },
      log: { id: { uid: 'C1' } },
    });
    expect(values).toMatchObject({ duration: [1.25], orig_bytes: [10], resp_ip_bytes: [76], missed_bytes: [5] });
    expect(notes).toEqual([]);
  });

  it('is read as Corelight means it: payload under source and destination', async () => {
    const { values } = await read({
      ...common,
      source: { ...common.source, bytes: 10, ip_bytes: 66 },
      destination: { ...common.destination, bytes: 20, ip_bytes: 76 },
      event: { duration: 1250000000 },
      conn_state: 'SF',
      network: { ...common.network, connection: { history: 'Dd' }, missed_bytes: 5 },
    });
    expect(values).toMatchObject({ duration: [1.25], orig_bytes: [10], orig_ip_bytes: [66], missed_bytes: [5] });
  });

  it('is read as its own documentation means it when no dialect shows, in JSON and CSV', async () => {
    const record = {
      ...common,
      source: { ...common.source, bytes: 206 },
      destination: { ...common.destination, bytes: 306 },
      event: { duration: 76967000 },
    };
    const expected = {
      orig_ip_bytes: [206, 206],
      resp_ip_bytes: [306, 306],
      resp_pkts: [4, 4],
      duration: [0.076967, 0.076967],
    };
    const json = await readText(`${JSON.stringify(record)}\n${JSON.stringify(record)}`);
    expect(tableValues(json.table)).toMatchObject({ ...expected, service: ['dns', 'dns'], proto: ['udp', 'udp'] });
    const names =
      'source.ip,source.port,destination.ip,destination.port,source.bytes,destination.bytes,destination.packets,event.duration';
    const row = '10.0.0.1,1025,10.0.0.2,53,206,306,4,76967000';
    const csv = await readText(`${names}\n${row}\n${row}\n`);
    expect(tableValues(csv.table)).toMatchObject(expected);
  });

  it('is read by a dialect from the first record on that shows it', async () => {
    const plain = { ...common, event: { duration: 2_000_000_000 } };
    const secure = { ...common, client: { bytes: 10, ip_bytes: 66 }, server: { bytes: 20 }, event: { duration: 2 } };
    const { table } = await readText(
      [plain, plain, secure, { ...plain, event: { duration: 3 } }].map((o) => JSON.stringify(o)).join('\n'),
    );
    expect(tableValues(table).duration).toEqual([2, 2, 2, 3]);
  });
});

describe('CSV', () => {
  it('is read as pandas writes it', async () => {
    const header =
      ',ts,uid,id.orig_h,id.resp_h,id.resp_p,proto,duration,orig_bytes,resp_bytes,orig_ip_bytes,resp_pkts,resp_ip_bytes,local_orig';
    const text = `${header}\n0,2020-09-02 14:33:23.796334982,C1,10.0.0.1,10.0.0.2,80.0,tcp,0.25,42.0,,100.0,3.0,200.0,True\n`;
    const { table } = await readText(text);
    expect(tableValues(table)).toMatchObject({
      ts: [Number('1599057203.796334982')],
      'id.resp_p': [80],
      orig_bytes: [42],
      resp_bytes: [null],
      local_orig: ['T'],
    });
  });

  it('is read between tabs with its quotes undone where the names are quoted, as R writes it', async () => {
    const names = ['ts', 'id.orig_h', 'id.resp_h', 'id.resp_p', 'duration', 'orig_bytes', 'resp_bytes', 'service'];
    const needed = [...names, 'orig_ip_bytes', 'resp_pkts', 'resp_ip_bytes'];
    const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join('\t');
    const row = ['1.5', '10.0.0.1', '10.0.0.2', '80', '0.25', '42', '7', 'a "b"\tc', '100', '3', '200'];
    const { table, files } = await readText(`${quoted(needed)}\n${quoted(row)}\n`);
    expect(files[0]).toMatchObject({ flows: 1, skipped: 0 });
    expect(tableValues(table)).toMatchObject({ ts: [1.5], orig_bytes: [42], service: ['a "b"\\x09c'] });
  });

  it('keeps its rows where a lone quote between tabs has no other in its line', async () => {
    const names = [
      'ts',
      'service',
      'duration',
      'orig_bytes',
      'resp_bytes',
      'id.resp_p',
      'orig_ip_bytes',
      'resp_pkts',
      'resp_ip_bytes',
    ];
    const service = fc.constantFrom('dns', '"dns"', '"dns', 'd"ns', '"a""b"', '"', '""');
    await fc.assert(
      fc.asyncProperty(fc.array(service, { minLength: 1, maxLength: 12 }), async (services) => {
        const lines = services.map((cell, i) => [String(i), cell, '0.5', '1', '2', '53', '3', '4', '5'].join('\t'));
        const { files } = await readText(`${[names.join('\t'), ...lines].join('\n')}\n`);
        expect(files[0]).toMatchObject({ flows: services.length, skipped: 0 });
      }),
    );
  });

  it('is read as Kibana writes it', async () => {
    const text =
      '@timestamp,zeek.session_id,source.ip,source.bytes,destination.ip,destination.port,destination.bytes,destination.packets,event.duration\n"Jan 11, 2019 @ 06:33:35.857",C1,10.0.0.1,"1,234",10.0.0.2,"5,353",9,2,"76,967,000"\n';
    const { table, files } = await readText(text);
    expect(files[0].notes.map(({ code }) => code)).toEqual([
      'converted-units',
      'never-present',
      'zone-assumed',
      'understood',
    ]);
    expect(tableValues(table)).toMatchObject({
      ts: [1547188415.857],
      orig_ip_bytes: [1234],
      'id.resp_p': [5353],
      duration: [0.076967],
    });
  });

  it('skips rows of another width, and keeps line numbers over quoted line ends', async () => {
    const csv = toCsv(log).split('\r\n');
    const quoted = csv[2].replace(/^[^,]*,[^,]*/, (head) => `${head.split(',')[0]},"C\n1"`);
    const { table, files } = await readText([csv[0], csv[1], quoted, 'a,b', csv[3]].join('\n'));
    expect(table.rows).toBe(3);
    expect(files[0].skips).toEqual([
      { line: 5, reason: 'too-few-fields', detail: { found: 2, wanted: csv[0].split(',').length } },
    ]);
  });
});

describe('the labels of IoT-23', () => {
  it('are cut from the last cell, in header and rows', async () => {
    const [head, first, second] = log.split('\n').filter((each) => !/^#(?!fields)/.test(each));
    const text = [
      `${head.replace(/tunnel_parents.*/, 'tunnel_parents   label   detailed-label')}`,
      `${first.split('\t').slice(0, 20).join('\t')}\t-   Malicious   C&C-HeartBeat`,
      `${second.split('\t').slice(0, 20).join('\t')}\t(empty)   Benign   -`,
    ].join('\n');
    const { table, files } = await readText(`#separator \\x09\n${text}\n`);
    expect(files[0].skipped).toBe(0);
    expect(tableValues(table)).toMatchObject({
      tunnel_parents: [null, '(empty)'],
      label: ['Malicious', 'Benign'],
      detailedlabel: ['C&C-HeartBeat', null],
    });
  });
});
