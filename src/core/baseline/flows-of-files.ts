import { type Means, type Reading, readFiles } from '../read-files.ts';
import { nothingRead } from '../read-logs.ts';
import type { FileReport } from '../report.ts';
import type { LogFile } from '../source/unpack.ts';
import type { FlowStream } from './flow-stream.ts';
import { PassingTaker } from './passing-taker.ts';

/**
 * Streams the flows of files, which are read again in every pass. Holds one group and the sources' addresses in memory.
 * `onRead` receives what was found in each file. Throws `LogError` when no file has a flow. With `assumed` forms it
 * throws `SurveyNeeded` at the first cell in doubt, which may come after some groups.
 */
export function flowsOfFiles(
  files: readonly LogFile[],
  means: Means,
  onRead: (reports: readonly FileReport[]) => void,
  forms: 'assumed' | 'survey',
): FlowStream {
  let known: Reading['forms'] = forms;
  return {
    async pass(look, control) {
      const taker = new PassingTaker(look);
      const onBlock = async () => {};
      const read = await readFiles(files, taker, control, {
        phase: 'Reading',
        repeated: 'ignore',
        ...means,
        forms: known,
        onBlock,
      });
      known = read.forms;
      if (taker.rows === 0) throw nothingRead(read.files);
      taker.finish();
      onRead(read.files);
    },
  };
}
