import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { readLogs } from '../read-logs.ts';
import { fieldKernel } from './field-kernel.ts';
import { readTextKeys, textOrder } from './text-order.ts';

const names = 'ts\tuid\tduration\torig_bytes\tid.resp_p\tresp_bytes\torig_ip_bytes\tresp_pkts\tresp_ip_bytes';
const header = `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${names}\n`;
const json = (uid: string) =>
  JSON.stringify({
    ts: 1,
    uid,
    duration: 1,
    orig_bytes: 1,
    'id.resp_p': 80,
    resp_bytes: 3,
    orig_ip_bytes: 4,
    resp_pkts: 5,
    resp_ip_bytes: 6,
  });
const line = (uid: string) => `1\t${uid}\t1\t2\t80\t3\t4\t5\t6`;

/** Text of one file a list of uids; every second file is JSON. */
function filesOf(lists: readonly (readonly string[])[]): { path: string; blob: Blob }[] {
  return lists.map((uids, file) => ({
    path: `${file}.log`,
    blob: new Blob([file % 2 === 0 ? `${header}${uids.map(line).join('\n')}` : uids.map(json).join('\n')]),
  }));
}

async function orderOf(lists: readonly (readonly string[])[], descending: boolean, ranked: Uint32Array) {
  const { table, texts } = await readLogs(filesOf(lists), quiet);
  const shares: number[] = [];
  const keys = await readTextKeys(table, texts, 'uid', fieldKernel(), quiet.signal, (share) => shares.push(share));
  expect(shares.at(-1)).toBeLessThanOrEqual(1);
  return textOrder(table, texts, 'uid', keys, descending, ranked, quiet.signal);
}

describe('the order of a field that was left in the files', () => {
  it('is byte order, equal cells in rank order, unset last', async () => {
    const uid = fc.oneof(
      fc.constantFrom('-', 'C', 'CAAAAAAA', 'CAAAAAAAA', 'CAAAAAAAB', 'CAAAAAAAAé'),
      fc.stringMatching(/^C[AB]{6,9}[a-c]{0,3}$/),
    );
    const list = fc.array(uid, { minLength: 1, maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(fc.array(list, { minLength: 1, maxLength: 3 }), fc.boolean(), async (lists, descending) => {
        const uids = lists.flatMap((some, file) => some.map((text) => (text === '-' && file % 2 === 1 ? 'C' : text)));
        const spelled = lists.map((some, file) => some.map((text) => (text === '-' && file % 2 === 1 ? 'C' : text)));
        const ranked = Uint32Array.from(uids, (_, row) => uids.length - 1 - row);
        const bytes = uids.map((text) => Buffer.from(text));
        const wanted = [...ranked].sort((a, b) => {
          const [x, y] = [uids[a] === '-' ? 1 : 0, uids[b] === '-' ? 1 : 0];
          if (x !== y) return x - y;
          return x === 1 ? 0 : Buffer.compare(bytes[a], bytes[b]) * (descending ? -1 : 1);
        });
        expect([...((await orderOf(spelled, descending, ranked)) ?? [])]).toEqual(wanted);
      }),
      { numRuns: 60 },
    );
  });

  it('is left to a column when most cells begin with the same bytes', async () => {
    const uids = Array.from({ length: 30_000 }, (_, i) => `CAAAAAAAAAA${i}`);
    const ranked = Uint32Array.from(uids, (_, row) => row);
    expect(await orderOf([uids], false, ranked)).toBeNull();
  });
});
