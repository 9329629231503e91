import { codeAt } from './category-column.ts';
import { GROUP_BITS, GROUP_MASK, GROUP_ROWS } from './groups.ts';
import { numberAt } from './number-column.ts';
import { type Column, lineStart, type Section, sectionOf, type Table } from './table.ts';

/**
 * A table of some rows of another, each of which is one flow, in their order, which must ascend. It shares the labels
 * and the places of lines of the other one; `placesInFiles` are the rows' own.
 */
export function takeRows(table: Table, rows: Uint32Array, placesInFiles: Float64Array): Table {
  return {
    rows: rows.length,
    columns: new Map([...table.columns].map(([name, column]) => [name, takeColumn(column, rows)])),
    lineStarts: { at: (row) => lineStart(table, rows[row]) },
    placesInFiles,
    represents: null,
    sections: sectionsOf(table, rows),
  };
}

function takeColumn(column: Column, rows: Uint32Array): Column {
  const groups = Math.ceil(rows.length / GROUP_ROWS);
  if (column.kind === 'number') {
    const taken = Array.from({ length: groups }, () => new Float64Array(GROUP_ROWS));
    for (let i = 0; i < rows.length; i++) taken[i >>> GROUP_BITS][i & GROUP_MASK] = numberAt(column, rows[i]);
    return { kind: 'number', groups: taken };
  }
  const taken = Array.from({ length: groups }, () => new Uint32Array(GROUP_ROWS));
  for (let i = 0; i < rows.length; i++) taken[i >>> GROUP_BITS][i & GROUP_MASK] = codeAt(column, rows[i]);
  return { kind: 'category', groups: taken, labels: column.labels };
}

function sectionsOf(table: Table, rows: Uint32Array): Section[] {
  const sections: Section[] = [];
  let last: Section | null = null;
  for (let i = 0; i < rows.length; i++) {
    const section = sectionOf(table, rows[i]);
    if (section !== last) sections.push({ ...section, first: i });
    last = section;
  }
  return sections;
}
