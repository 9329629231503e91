import { expect, it } from 'vitest';
import { fieldsOf, jsonLine } from './json-line.ts';

it('writes a line of TSV as Zeek writes JSON', () => {
  const fields = fieldsOf(
    '#fields\tts\tid.orig_h\tid.orig_p\tduration\tlocal_orig\ttunnel_parents\tlabel',
    '#types\ttime\taddr\tport\tinterval\tbool\tset[string]\tstring',
  );
  expect(jsonLine(fields, '1772517602.614468\tfe80::1\t53\t-\tF\tCa,Cb\t(empty)')).toBe(
    '{"ts":1772517602.614468,"id.orig_h":"fe80::1","id.orig_p":53,"local_orig":false,"tunnel_parents":["Ca","Cb"],"label":""}',
  );
  expect(jsonLine(fields, '1.000000\t-\t-\t0.250000\tT\t(empty)\tsay "hi"')).toBe(
    '{"ts":1.000000,"duration":0.250000,"local_orig":true,"tunnel_parents":[],"label":"say \\"hi\\""}',
  );
});
