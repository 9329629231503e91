import { expect, it } from 'vitest';
import { quiet } from '../../testing/read-text.ts';
import { createRandom } from '../math/random.ts';
import { readTable } from '../read-logs.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { FactorAhead } from './factor.ts';
import { detectors } from './index.ts';

const fields = [
  'ts',
  'duration',
  'orig_bytes',
  'id.resp_p',
  'resp_bytes',
  'orig_ip_bytes',
  'resp_pkts',
  'resp_ip_bytes',
];

/** A log with this number of flows. */
function logOf(flows: number): Blob {
  const random = createRandom(flows);
  const lines = Array.from({ length: flows }, () =>
    fields.map(() => Math.floor(random.uniform() ** 4 * 1e6)).join('\t'),
  );
  return new Blob([
    `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${fields.join('\t')}\n${lines.join('\n')}\n`,
  ]);
}

async function scoresOf(blobs: readonly Blob[], isAhead: boolean) {
  const ahead = new FactorAhead();
  const groups: number[] = [];
  const onGroup = (table: Parameters<FactorAhead['add']>[0], first: number) => {
    groups.push(first);
    if (isAhead) ahead.add(table, first);
  };
  const files = blobs.map((blob, file) => ({ path: `${file}.log`, blob }));
  const { table } = await readTable(files, quiet, { onGroup }, { kernel: null, inflate: null });
  if (isAhead) ahead.keepFor(table);
  const { scores, description } = await detectors[0].detect(table, quiet);
  return { scores, description, groups };
}

it('fits to the bit what is fitted when all is read', async () => {
  const blobs = [logOf(GROUP_ROWS + 5), logOf(GROUP_ROWS)];
  const [ahead, after] = [await scoresOf(blobs, true), await scoresOf(blobs, false)];
  expect(ahead.groups).toEqual([0, GROUP_ROWS]);
  expect(ahead.description).toEqual(after.description);
  expect(ahead.scores).toEqual(after.scores);
}, 60_000);
