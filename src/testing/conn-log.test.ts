import { describe, expect, it } from 'vitest';
import { detectors } from '../core/detect/index.ts';
import { connLog } from './conn-log.ts';
import { columnValues, quiet, readText } from './read-text.ts';

const text = (log: Uint8Array) => new TextDecoder().decode(log);
const values = async (log: Uint8Array, field: string) => columnValues((await readText(log)).table, field);

describe('connLog', () => {
  it('makes a log that can be read and scored, whatever the test leaves out', async () => {
    const { table, files } = await readText(connLog([{}, { orig_bytes: '-' }, { duration: 90 }]));
    expect(files[0]).toMatchObject({ log: 'conn', flows: 3, skipped: 0, problem: null });
    expect(columnValues(table, 'ts')).toEqual([1, 2, 3]);
    expect(columnValues(table, 'orig_bytes')).toEqual([600, null, 600]);
    for (const detector of detectors) expect((await detector.detect(table, quiet)).scores.length).toBe(3);
  });

  it('takes rows as text: leading cells without the uid, or those of the fields given', async () => {
    const log = connLog(`
      1.5 10.0.0.7 50001 10.0.0.2 80
      2.5 10.0.0.8 50002 10.0.0.2 443 udp
    `);
    expect(await values(log, 'id.orig_h')).toEqual(['10.0.0.7', '10.0.0.8']);
    expect(await values(log, 'proto')).toEqual(['tcp', 'udp']);
    expect(text(connLog('1.5 - x', { fields: ['ts', 'duration', 'note', 'proto'] }))).toContain('\n1.5\t-\tx\ttcp\n');
  });

  it('writes another separator, and a log that was cut off', async () => {
    const fields = ['uid', 'ts', 'id.orig_h'];
    expect(
      text(connLog(['C1', { ts: 7 }], { fields, separator: ',', path: 'other', close: false, finalNewline: false })),
    ).toBe(`#separator \\x2c
#set_separator,;
#empty_field,(empty)
#unset_field,-
#path,other
#open,2026-03-03-06-00-00
#fields,uid,ts,id.orig_h
#types,string,time,addr
C1,1,10.0.0.1
C2,7,10.0.0.1`);
  });

  it('refuses a cell that has no field', () => {
    expect(() => connLog([{ orig_byte: 3 }])).toThrow('row 0 has orig_byte');
    expect(() => connLog('1 2 3', { fields: ['ts', 'duration'] })).toThrow('row 0 has cell 3');
  });
});
