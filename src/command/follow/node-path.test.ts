import { symlinkSync } from 'node:fs';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/temporary-folder.ts';
import { nodePath } from './node-path.ts';

const folder = temporaryFolder();

it('finds rotated files beside the log, and in the newest seven days of the archive of zeekctl', async () => {
  folder.write('spool/zeek/conn.log', 'x');
  folder.write('spool/zeek/conn.2026-11-30-15-00-00.log', 'x');
  for (let day = 21; day <= 30; day++) {
    folder.write(`logs/2026-11-${day}/conn.13:00:00-14:00:00.log.gz`, 'x');
    folder.write(`logs/2026-11-${day}/dns.13:00:00-14:00:00.log.gz`, 'x');
  }
  folder.write('logs/stats/conn.2026-11-30.log', 'x');
  symlinkSync('../spool/zeek', `${folder.path}/logs/current`);
  const names = (await nodePath(`${folder.path}/logs/current/conn.log`).rotated())?.map(({ name }) => name);
  expect(names).toEqual([
    'conn.2026-11-30-15-00-00.log',
    ...[24, 25, 26, 27, 28, 29, 30].map((day) => `2026-11-${day}/conn.13:00:00-14:00:00.log.gz`),
  ]);
});
