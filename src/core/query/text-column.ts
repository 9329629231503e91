import type { Text } from '../source/text.ts';
import type { CategoryColumn } from '../table/category-column.ts';
import { isUnsetCell } from '../table/field-block.ts';
import { GROUP_BITS, GROUP_MASK, GROUP_ROWS } from '../table/groups.ts';
import { Interner } from '../table/interner.ts';
import type { Table } from '../table/table.ts';
import { fieldKernel } from './field-kernel.ts';
import { walkCells } from './walk-cells.ts';

/** Reads a field that was left in the files, such as `uid`, as a column of labels. Used when a filter names it. */
export async function readTextColumn(
  table: Table,
  texts: readonly Text[],
  field: string,
  signal: AbortSignal,
  onShare: (share: number) => void = () => {},
): Promise<CategoryColumn> {
  const labels = new Interner();
  const groups = Array.from({ length: Math.ceil(table.rows / GROUP_ROWS) }, () => new Uint32Array(GROUP_ROWS));
  await walkCells(table, texts, field, fieldKernel(), signal, onShare, (first, count, bytes, places, { layout }) => {
    for (let i = 0; i < count; i++) {
      const [start, end] = [places[2 * i], places[2 * i + 1]];
      if (isUnsetCell(layout, bytes, start, end)) continue;
      groups[(first + i) >>> GROUP_BITS][(first + i) & GROUP_MASK] = labels.intern(bytes, start, end);
    }
  });
  return { kind: 'category', groups, labels };
}
