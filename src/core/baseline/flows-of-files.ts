import type { RowTaker } from '../file-sink.ts';
import { type Means, type Reading, readFiles } from '../read-files.ts';
import { nothingRead } from '../read-logs.ts';
import type { FileReport } from '../report.ts';
import type { LogFile } from '../source/unpack.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { type ColumnKind, TableBuilder } from '../table/table-builder.ts';
import type { FlowGroup, FlowStream } from './flow-stream.ts';
import { LOCAL_FIELDS } from './local-hosts.ts';

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

/** Shows every full group and forgets it. */
class PassingTaker implements RowTaker {
  private readonly builder = new TableBuilder(true);
  private readonly look: (group: FlowGroup) => void;
  private forgotten = 0;

  constructor(look: (group: FlowGroup) => void) {
    this.look = look;
  }

  get rows(): number {
    return this.forgotten + this.builder.rows;
  }

  begin(...[file, layout, kinds, isNeeded]: Parameters<RowTaker['begin']>): void {
    const isWanted = (kind: ColumnKind, field: number) =>
      kind !== 'category' || LOCAL_FIELDS.includes(layout.fields[field]);
    const wanted = kinds.map((kind, field) => (isWanted(kind, field) ? kind : 'text'));
    this.builder.begin(file, layout, wanted, isNeeded);
  }

  append(...args: Parameters<RowTaker['append']>): void {
    this.builder.append(...args);
    if (this.builder.rows < GROUP_ROWS) return;
    this.look({ table: this.builder.lend(GROUP_ROWS), rows: null });
    this.builder.forget(GROUP_ROWS);
    this.forgotten += GROUP_ROWS;
  }

  *labelStores(): ReturnType<RowTaker['labelStores']> {}

  finish(): void {
    if (this.builder.rows > 0) this.look({ table: this.builder.lend(this.builder.rows), rows: null });
  }
}
