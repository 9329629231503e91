import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut } from '../../testing/forms.ts';
import { readText, tableValues } from '../../testing/read-text.ts';
import { smallLog } from '../../testing/small-log.ts';

const { fields, rows: made } = cut(smallLog(8));
const unsetLast = (row: readonly string[]) => [...row.slice(0, -1), ''];
/** Rows whose last cell is empty, as an export leaves `tunnel_parents`. */
const rows = made.map((row) => unsetLast(['1716163200.5', ...row.slice(1)]));
const csv = (names: readonly string[], cells: readonly (readonly string[])[], separator = ',') =>
  [names, ...cells].map((row) => `${row.join(separator)}\n`).join('');
const valuesOf = async (log: string) => tableValues((await readText(log)).table);
const ordered = fc.shuffledSubarray([...fields.keys()], { minLength: fields.length });

describe('a comma too many', () => {
  it('in a number of a CSV costs its row, and shifts no cell', async () => {
    const places = fields.flatMap((name, c) => (/bytes|pkts|duration/.test(name) ? [c] : []));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...places),
        fc.uniqueArray(fc.nat(7), { minLength: 1, maxLength: 7 }),
        async (place, shifted) => {
          const split = rows.map((row, i) =>
            row.map((cell, c) => (c === place && shifted.includes(i) ? '1,234' : cell)),
          );
          const { table, files } = await readText(csv(fields, split));
          const whole = rows.filter((_, i) => !shifted.includes(i));
          expect(tableValues(table)).toEqual(await valuesOf(csv(fields, whole)));
          expect(files[0].skippedBy).toMatchObject([{ reason: 'too-many-fields', lines: shifted.length }]);
        },
      ),
    );
  });

  it('is not found in a quoted cell after a byte order mark, at any position', async () => {
    // Seed 2078021475 of the messy logs.
    const quoted = rows.map((row) => [`"${row[0].replace('.', ',')}"`, ...row.slice(1)]);
    const expected = await valuesOf(csv(fields, quoted));
    expect(expected.ts).toEqual(rows.map(([ts]) => Number(ts)));
    await fc.assert(
      fc.asyncProperty(fc.nat(7), async (place) => {
        const marked = quoted.map((row, i) => (i === place ? [`\ufeff${row[0]}`, ...row.slice(1)] : row));
        expect(await valuesOf(csv(fields, marked))).toEqual(expected);
      }),
    );
  });

  it('behind all cells of a row of Zeek’s TSV does no harm, one among them costs the row', async () => {
    const header = `#separator \\x09\n#path\tconn\n#fields\t${fields.join('\t')}\n`;
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: fields.length - 1 }), fc.nat(7), async (place, row) => {
        const lines = made.map((cells, i) =>
          i === row
            ? [...cells.slice(0, place), '', ...unsetLast(cells.slice(place))].join('\t')
            : `${cells.join('\t')}\t`,
        );
        const { table, files } = await readText(`${header}${lines.join('\n')}\n`);
        expect(files[0]).toMatchObject({ flows: 7, skipped: 1 });
        const whole = made.filter((_, i) => i !== row).map((cells) => cells.join('\t'));
        expect(tableValues(table)).toEqual(await valuesOf(`${header}${whole.join('\n')}\n`));
      }),
    );
  });
});

describe('the names of columns', () => {
  it('are known behind what all of them begin with, in any order', async () => {
    const prefix = fc.constantFrom('conn_log.', 'SRC:', '_source.', 'c.', 'zeek.conn.', 't1.conn:');
    const expected = await valuesOf(csv(fields, rows));
    await fc.assert(
      fc.asyncProperty(prefix, ordered, fc.constantFrom(',', ';', '\t', '|'), async (before, order, separator) => {
        const names = order.map((c) => before + fields[c]);
        const cells = rows.map((row) => order.map((c) => row[c]));
        expect(await valuesOf(csv(names, cells, separator))).toEqual(expected);
      }),
    );
  });

  it('that are unknown are not replaced by a guess from positions', async () => {
    const word = fc.constantFrom('Spalte', 'col', 'Champ', 'f').chain((name) => fc.nat(99).map((n) => `${name}${n}`));
    const words = fc.array(word, { minLength: fields.length, maxLength: fields.length });
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom(',', ';', '\t'), async (names, separator) => {
        const filled = rows.map((row) => [...row.slice(0, -1), '-']);
        await expect(readText(csv(names, filled, separator))).rejects.toMatchObject({ code: 'not-a-zeek-log' });
      }),
    );
  });

  it('are found in a header whose lines were sorted or shuffled', async () => {
    const directives = [
      '#separator \\x09',
      '#set_separator\t,',
      '#empty_field\t(empty)',
      '#unset_field\t-',
      '#path\tconn',
      '#open\t2026-03-03-06-00-00',
      '#close\t2026-03-03-22-00-00',
    ];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...directives, '#fields'], { minLength: directives.length + 1 }),
        ordered,
        async (lines, order) => {
          const header = lines.map((line) =>
            line === '#fields' ? `#fields\t${order.map((c) => fields[c]).join('\t')}` : line,
          );
          const body = made.map((row) => order.map((c) => row[c]).join('\t'));
          const { table, files } = await readText(`${[...header, ...body].join('\n')}\n`);
          expect(files[0].notes.map(({ code }) => code)).not.toContain('headerless');
          const plain = `#separator \\x09\n#path\tconn\n#fields\t${fields.join('\t')}\n${made.map((row) => row.join('\t')).join('\n')}\n`;
          expect(tableValues(table)).toEqual(await valuesOf(plain));
        },
      ),
    );
  });

  it('are not guessed where another column stands between those of a conn.log', async () => {
    const header = made.map((row) => ['1716163200.5', ...row.slice(1)]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: fields.length - 2 }),
        fc.constantFrom('sensor1', 'a b', '77x', 'zeek-01'),
        fc.constantFrom('\t', ',', ';'),
        async (place, cell, separator) => {
          const widened = header.map((row) => [...row.slice(0, place), cell, ...row.slice(place)].join(separator));
          const read = await readText(`${widened.join('\n')}\n`).catch(() => null);
          // Where it is no longer seen, the column must not have moved any other.
          if (read !== null) expect(tableValues(read.table)).toMatchObject(await valuesOf(csv(fields, header)));
        },
      ),
    );
  });

  it('are not guessed for the rows before a header that names others', async () => {
    const order = fields.map((name) => ({ orig_bytes: 'resp_bytes', resp_bytes: 'orig_bytes' })[name] ?? name);
    const body = made.map((row) => ['1716163200.5', ...row.slice(1)]);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 8 }), fc.constantFrom('\t', ',', ';'), async (place, separator) => {
        const lines = [...body.slice(0, place), order, ...body.slice(place)].map((row) => row.join(separator));
        await expect(readText(`${lines.join('\n')}\n`)).rejects.toMatchObject({ code: 'late-header' });
        const same = [...body.slice(0, place), fields, ...body.slice(place)].map((row) => row.join(separator));
        expect((await readText(`${same.join('\n')}\n`)).files[0].flows).toBe(8);
      }),
    );
  });

  it('with another unit than Zeek’s are not those of its fields', async () => {
    for (const [field, unit] of [
      ['duration', '[ms]'],
      ['orig_bytes', '[KB]'],
      ['resp_pkts', '[k]'],
    ]) {
      const names = fields.map((name) => (name === field ? `${name} ${unit}` : name));
      await expect(readText(csv(names, rows))).rejects.toMatchObject({
        code: 'missing-field',
        detail: { fields: field },
      });
    }
  });

  it('for time and hosts are reported if they are missing', async () => {
    for (const field of ['ts', 'id.orig_h', 'id.resp_h']) {
      const { files } = await readText(
        csv(
          fields.map((name) => (name === field ? 'x' : name)),
          rows,
        ),
      );
      expect(files[0].notes).toContainEqual({ code: 'lacks-fields', detail: { fields: field } });
    }
    const { files } = await readText(csv([`# ${fields[0]}`, ...fields.slice(1)], rows));
    expect(files[0].notes.map(({ code }) => code)).not.toContain('lacks-fields');
  });
});

describe('a record of Zeek', () => {
  it('keeps its units beside added hosts of the Elastic Common Schema', async () => {
    const objects = made.map((row) =>
      Object.fromEntries(fields.flatMap((name, c) => (row[c] === '-' ? [] : [[name, row[c]]]))),
    );
    const seconds = fc.constantFrom(0.5, 5, 12.25, 0);
    await fc.assert(
      fc.asyncProperty(
        fc.array(seconds, { minLength: 8, maxLength: 8 }),
        fc.constantFrom('source', 'destination'),
        async (list, side) => {
          const log = objects.map((object, i) =>
            JSON.stringify({ ...object, duration: list[i], [side]: { ip: '203.0.113.1' } }),
          );
          expect(await valuesOf(log.join('\n'))).toMatchObject({
            duration: list,
            'id.orig_h': made.map((row) => row[2]),
          });
        },
      ),
    );
  });
});

describe('cells of a CSV', () => {
  it('are the same with blanks around them', async () => {
    const expected = await valuesOf(csv(fields, rows));
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('', ' ', '  '), fc.constantFrom('', ' '), async (before, behind) => {
        const padded = rows.map((row) => row.map((cell) => `${before}${cell}${behind}`));
        expect(await valuesOf(csv(fields, padded))).toEqual(expected);
      }),
    );
  });

  it('of known fields are unset by the words of databases, R and pandas', async () => {
    const word = fc.constantFrom('NA', 'NULL', 'None', 'n/a', 'N/A', 'null', '<NA>', '#N/A', '(null)', 'NaN');
    const field = fc.constantFrom('service', 'conn_state', 'history', 'proto', 'local_orig', 'tunnel_parents');
    await fc.assert(
      fc.asyncProperty(word, field, async (unset, name) => {
        const place = fields.indexOf(name);
        const withWord = (cell: string) =>
          csv(
            fields,
            rows.map((row) => row.map((own, c) => (c === place ? cell : own))),
          );
        expect(await valuesOf(withWord(unset))).toEqual(await valuesOf(withWord('')));
      }),
    );
  });
});
