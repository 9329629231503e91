import { LOCAL_FIELDS } from '../baseline/local-hosts.ts';
import { pcaFamily } from '../detect/pca-family.ts';
import { createRandom, type Random } from '../math/random.ts';
import type { LogFile } from '../source/unpack.ts';
import { codeAt } from '../table/category-column.ts';
import { labelText } from '../table/label-text.ts';
import { numberAt } from '../table/number-column.ts';
import type { Column, Table } from '../table/table.ts';

/** Flows of a sample: about 10 MB. */
const FLOWS = 1 << 16;
/** What a baseline is fitted to. */
const FIELDS: readonly string[] = [
  ...new Set(['ts', ...LOCAL_FIELDS, ...pcaFamily.flatMap(({ fields }) => fields), 'conn_state']),
];

/**
 * A seeded uniform sample of all flows that came since it began (Vitter 1985, algorithm R): of each the fields that a baseline is
 * fitted to, as a line of a conn.log.
 */
export class FlowSample {
  /** Flows that came. */
  seen = 0;
  private readonly lines: string[] = [];
  private readonly random: Random = createRandom(3);

  add(table: Table): void {
    const columns = FIELDS.map((name) => table.columns.get(name));
    for (let row = 0; row < table.rows; row++) {
      const place = this.seen < FLOWS ? this.seen : Math.floor(this.random.uniform() * (this.seen + 1));
      this.seen++;
      if (place < FLOWS) this.lines[place] = columns.map((column) => cellOf(column, row)).join('\t');
    }
  }

  /** The flows as a conn.log. */
  file(path: string): LogFile {
    const header = `#separator \\x09\n#unset_field\t-\n#path\tconn\n#fields\t${FIELDS.join('\t')}\n`;
    return { path, blob: new Blob([header, ...this.lines.map((line) => `${line}\n`)]) };
  }
}

function cellOf(column: Column | undefined, row: number): string {
  if (column === undefined) return '-';
  if (column.kind === 'number') {
    const value = numberAt(column, row);
    return Number.isNaN(value) ? '-' : String(value);
  }
  const code = codeAt(column, row);
  return code === 0 ? '-' : labelText(column.labels.bytes(code));
}
