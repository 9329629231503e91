import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { LogError } from '../src/core/errors.ts';
import { plainFormsOf } from '../src/testing/forms.ts';
import { readText, tableValues } from '../src/testing/read-text.ts';

/**
 * `npm run check:forms`: reads every Zeek TSV conn log of `../shared/corpora` again in each form that
 * `testing/forms.ts` writes, and finds the same table. The last line is `N logs, N rows, N forms, N differ`.
 */
const folder = fileURLToPath(new URL('../../shared/corpora/', import.meta.url));
/** Larger logs are cut after this many bytes: JSON is three times as long. */
const MOST_BYTES = 4_000_000;

if (!existsSync(folder)) {
  console.log('skipped: no ../shared/corpora');
  process.exit(0);
}

const counts = { logs: 0, rows: 0, passedOver: 0, differ: 0 };
const forms = new Map<string, number>();
for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).toSorted()) {
  if (!/conn[^/]*$/i.test(path)) continue;
  const log = textOf(join(folder, path));
  if (log !== null) await compare(path, log);
}
for (const [form, logs] of forms) console.log(`${form}: ${logs} logs`);
console.log(
  `${counts.logs} logs, ${counts.rows} rows, ${forms.size} forms, ${counts.differ} differ (${counts.passedOver} files passed over: no Zeek TSV of flows)`,
);
process.exit(counts.differ === 0 && counts.logs > 0 ? 0 : 1);

async function compare(path: string, log: string): Promise<void> {
  const plain = await readText(log).catch(ignoreLogError);
  if (plain === null || plain.files[0].skipped > 0 || plain.files[0].context > 0) {
    counts.passedOver++;
    return;
  }
  counts.logs++;
  counts.rows += plain.table.rows;
  const wanted = tableValues(plain.table);
  for (const { name, bytes } of plainFormsOf(log)) {
    const read = await readText(bytes).catch(ignoreLogError);
    const found = read === null ? 'refused' : firstDifference(wanted, tableValues(read.table));
    forms.set(name, (forms.get(name) ?? 0) + 1);
    if (found === '') continue;
    counts.differ++;
    console.error(`${path} as ${name}: ${found}`);
  }
}

function firstDifference(wanted: ReturnType<typeof tableValues>, found: ReturnType<typeof tableValues>): string {
  for (const [field, values] of Object.entries(wanted)) {
    const others = found[field];
    // A field that no row has is no key of any JSON object.
    if (others === undefined && values.every((value) => value === null)) continue;
    const row = values.findIndex((value, i) => meaning(value) !== meaning(others?.[i] ?? null));
    if (row >= 0) return `${field} of row ${row} is ${others?.[row]} instead of ${values[row]}`;
    if (others.length !== values.length) return `${others.length} rows instead of ${values.length}`;
  }
  return '';
}

/**
 * CSV has no types: numbers of a field that is not Zeek's own are texts there, and times that a test masked stay so.
 */
function meaning(value: number | string | null): string | null {
  return value === null || /^X+\.X+$/.test(String(value)) ? null : String(value);
}

/** The log as text, cut to whole lines; null when it is no Zeek TSV with one header. */
function textOf(path: string): string | null {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) bytes = gunzipSync(bytes);
  } catch {
    return null;
  }
  const text = new TextDecoder().decode(bytes.subarray(0, MOST_BYTES)).replaceAll('\r\n', '\n');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return /^#fields.* {3}label/m.test(whole) ? tailCut(whole) : isOne(whole) ? whole : null;
}

function isOne(whole: string): boolean {
  return /^#separator \\x09\n/m.test(whole) && whole.split('\n#fields\t').length === 2;
}

/** IoT-23's last three fields, which three blanks divide, as fields of their own. */
function tailCut(whole: string): string {
  return whole.replaceAll(/ {3}/g, '\t').replace('\tdetailed-label', '\tdetailedlabel');
}

function ignoreLogError(error: unknown): null {
  if (error instanceof LogError) return null;
  throw error;
}
