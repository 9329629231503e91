import type { RowTaker } from '../file-sink.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { type ColumnKind, TableBuilder } from '../table/table-builder.ts';
import type { FlowGroup } from './flow-stream.ts';
import { LOCAL_FIELDS } from './local-hosts.ts';

/** Passes rows to `look` in groups of 65,536 and drops them. `finish` passes the last group. */
export class PassingTaker implements RowTaker {
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
