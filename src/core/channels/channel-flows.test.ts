import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quiet, readText } from '../../testing/read-text.ts';
import { withHosts } from '../hosts/host-columns.ts';
import { hostField } from '../schema/host-field.ts';
import { rowTest } from '../selection/row-test.ts';
import { selectableOf } from '../selection/selectable.ts';
import { among } from './channel-flows.ts';

const encoder = new TextEncoder();
const FF = Uint8Array.of(0x61, 0xff);
const FE = Uint8Array.of(0x61, 0xfe);
/** Host names with different bytes, some of which look the same when shown. */
const names = ['10.0.0.1', 'aA', 'a\\x41', 'a\ufffd', 'a\\', 'é'].map((text) => encoder.encode(text)).concat(FF, FE);

function log(rows: readonly (readonly [name: number, vlan: number])[]): Uint8Array {
  const fields =
    'ts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tduration\torig_bytes\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes\tid.ctx.vlan';
  const types = 'time\tstring\taddr\tport\taddr\tport\tenum\tinterval\tcount\tcount\tcount\tcount\tcount\tint';
  const head = `#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#fields\t${fields}\n#types\t${types}\n`;
  const lines = rows.flatMap(([name, vlan], row) => [
    ...encoder.encode(`${row}.5\tC${row}\t`),
    ...names[name],
    ...encoder.encode(`\t1\t10.0.0.9\t80\ttcp\t1.5\t10\t20\t50\t1\t60\t${vlan === 0 ? '-' : vlan}\n`),
  ]);
  return Uint8Array.from([...encoder.encode(head), ...lines]);
}

it('conditions of a row select exactly the rows with the same bytes in the field', async () => {
  const row = fc.tuple(fc.nat(names.length - 1), fc.nat(2));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30 }), fc.nat(), async (rows, at) => {
      const { table } = await readText(log(rows));
      expect(table.rows).toBe(rows.length);
      const withAll = await withHosts(table, quiet.signal);
      const [name, vlan] = rows[at % rows.length];
      const met = (field: string) => {
        const where = among(withAll.columns, field, Uint32Array.of(at % rows.length));
        return [...rows.keys()].filter(rowTest(selectableOf(withAll), where));
      };
      const places = (holds: (name: number, vlan: number) => boolean) =>
        [...rows.keys()].filter((place) => holds(...rows[place]));
      expect(met('id.orig_h')).toEqual(places((other) => other === name));
      if (rows.every(([, tag]) => tag === 0)) return;
      const host = hostField(withAll.columns, 'id.orig_h');
      expect(met(host)).toEqual(places((other, tag) => other === name && tag === vlan));
    }),
    { numRuns: 60 },
  );
});
