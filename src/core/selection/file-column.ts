import type { CategoryColumn, CodeGroup } from '../table/category-column.ts';
import { GROUP_BITS, GROUP_MASK, GROUP_ROWS } from '../table/groups.ts';
import { Interner } from '../table/interner.ts';
import { labelOf } from '../table/label-text.ts';
import type { Table } from '../table/table.ts';

/** The file of each row as a column of labels (paths). 1 byte per row, or 2 to 4 bytes for more than 255 files. */
export function fileColumn({ rows, sections }: Table, paths: readonly string[]): CategoryColumn {
  const labels = new Interner();
  const codes = paths.map((path) => intern(labels, path));
  const Codes = labels.size < 256 ? Uint8Array : labels.size < 65_536 ? Uint16Array : Uint32Array;
  const groups: CodeGroup[] = Array.from({ length: Math.ceil(rows / GROUP_ROWS) }, () => new Codes(GROUP_ROWS));
  sections.forEach(({ first, file }, s) => {
    const end = sections[s + 1]?.first ?? rows;
    for (let row = first; row < end; ) {
      const place = row & GROUP_MASK;
      const count = Math.min(end - row, GROUP_ROWS - place);
      groups[row >>> GROUP_BITS].fill(codes[file], place, place + count);
      row += count;
    }
  });
  return { kind: 'category', groups, labels };
}

function intern(labels: Interner, path: string): number {
  const label = labelOf(path);
  return labels.intern(label, 0, label.length);
}
