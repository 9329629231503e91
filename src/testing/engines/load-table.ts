import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine.ts';
import { isNumber, type PlainLog } from './plain-log.ts';

/** The column that keeps the order of the file. */
export const ROW = 'file_row';

/** Loads a log into PostgreSQL's table `conn`, as docs/sql.md describes: COPY, numbers as float8. */
export async function loadPostgreSql(engine: Engine, { names, rows }: PlainLog): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'oddflow-copy-'));
  const file = join(folder, 'conn.txt');
  try {
    writeFileSync(file, rows.map((row) => `${row.map(copyText).join('\t')}\n`).join(''));
    const quoted = names.map((name) => `"${name}"`);
    await engine.run([
      'DROP TABLE IF EXISTS conn CASCADE',
      `CREATE TABLE conn (${ROW} serial, ${names.map((name, i) => `${quoted[i]} ${isNumber(name) ? 'float8' : 'text'}`).join(', ')})`,
      `\\copy conn (${quoted.join(', ')}) FROM '${file}'`,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyText(cell: string | null): string {
  return cell === null ? '\\N' : cell.replaceAll('\\', '\\\\');
}
