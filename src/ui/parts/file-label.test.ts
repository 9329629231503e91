import { expect, it } from 'vitest';
import { connLog } from '../../testing/conn-log.ts';
import { openSession } from '../../testing/open-session.ts';
import { fileLabel, hasSeveralLogs } from './file-label.ts';

const log = connLog([{}]);
const runOf = async (logs: Parameters<typeof openSession>[0]) => (await openSession(logs)).run;

it('a run of one file has its name', async () => {
  const run = await runOf({ 'day/conn.log': log });
  expect([fileLabel(run), hasSeveralLogs(run)]).toEqual(['day/conn.log', false]);
});

it('a run of several files has the name of the first and their number', async () => {
  const run = await runOf({ 'a/conn.log': log, 'b/conn.log': log, 'c/conn.log': log });
  expect([fileLabel(run), hasSeveralLogs(run)]).toEqual(['a/conn.log and 2 more', true]);
});

it('files without flows do not count', async () => {
  const run = await runOf({ 'a/conn.log': log, 'notes.txt': 'no log\n' });
  expect([fileLabel(run), hasSeveralLogs(run)]).toEqual(['a/conn.log', false]);
});
