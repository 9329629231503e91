import { describe, expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { countSuspicions, suspicionsOf } from './suspicions.ts';

const fields =
  'duration orig_bytes id.resp_p resp_bytes orig_ip_bytes resp_pkts resp_ip_bytes missed_bytes id.orig_p'.split(' ');
const log = (...rows: string[]) =>
  `#separator \\x09\n#fields\t${fields.join('\t')}\n${rows.map((row) => row.replaceAll(' ', '\t')).join('\n')}\n`;

describe('suspect numbers', () => {
  it('are found by kind, per row and in total', async () => {
    const { table } = await readText(
      log(
        '1.5 10 80 20 50 1 60 0 1025',
        '1.5 1607364734 80 20 57000 1 60 0 1025', // sequence numbers that jumped
        '- - 80 - 0 0 0 - -',
        '-0.5 10 93145 20 50 1 60 12 93145',
        '1 9007199254740991 80 9007199254740991 50 1 60 0 1',
      ),
    );
    expect([0, 1, 2, 3, 4].map((row) => suspicionsOf(table, row))).toEqual([
      [],
      ['payload-over-ip'],
      [],
      ['capture-loss', 'port-over-65535', 'negative'],
      ['payload-over-ip'],
    ]);
    expect(await countSuspicions(table, quiet.signal)).toEqual([
      { kind: 'payload-over-ip', flows: 2 },
      { kind: 'capture-loss', flows: 1 },
      { kind: 'port-over-65535', flows: 1 },
      { kind: 'negative', flows: 1 },
    ]);
  });

  it('tell of flows whose ends were swapped', async () => {
    const histories = ['ShADadFf', '^dDa', '-', 'D^d', '^dDa'].map((history) => ({ history }));
    const { table } = await readText(connLog(histories));
    expect(histories.map((_, row) => suspicionsOf(table, row))).toEqual([
      [],
      ['swapped'],
      [],
      ['swapped'],
      ['swapped'],
    ]);
    expect(await countSuspicions(table, quiet.signal)).toEqual([{ kind: 'swapped', flows: 3 }]);
  });
});
