/** Rows of an RFC 4180 text as records under the names of its header. */
export function parseCsv(text: string): Record<string, string>[] {
  const [names, ...rows] = cells(text);
  return rows.map((row) => {
    if (row.length !== names.length) throw new Error(`a row of ${row.length} cells under ${names.length} names`);
    return Object.fromEntries(names.map((name, i) => [name, row[i]]));
  });
}

function cells(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (end === '' && row.length === 0) break;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
