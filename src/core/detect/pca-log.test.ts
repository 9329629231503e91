import { expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, readText } from '../../testing/read-text.ts';
import { resolveParams } from './params.ts';
import { detectPcaLog, pcaLog, volumeScores } from './pca-log.ts';

it('has the scores with the usual settings at once when they have been asked for', async () => {
  const { table } = await readText(ordinaryLog(50, (cells) => cells));
  const few = await detectPcaLog(table, quiet, resolveParams(pcaLog.params, { components: 2 }));
  expect(await volumeScores(table, quiet)).not.toEqual(few.scores);
  const { scores } = await detectPcaLog(table, quiet, resolveParams(pcaLog.params, {}));
  expect(await volumeScores(table, quiet)).toBe(scores);
});
