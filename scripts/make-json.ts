import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { type Field, fieldsOf, jsonLine } from './json-line.ts';

/** Writes a TSV log as the NDJSON that Zeek would have written: `npx tsx scripts/make-json.ts LOG OUT`. */
const [log, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: npx tsx scripts/make-json.ts LOG OUT');
  process.exit(2);
}

const file = createWriteStream(out);
let names = '';
let fields: readonly Field[] = [];
let block = '';
for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Number.POSITIVE_INFINITY })) {
  if (line.startsWith('#fields')) names = line;
  else if (line.startsWith('#types')) fields = fieldsOf(names, line);
  else if (!line.startsWith('#')) block += `${jsonLine(fields, line)}\n`;
  if (block.length < 1 << 20) continue;
  if (!file.write(block)) await once(file, 'drain');
  block = '';
}
file.end(block);
await finished(file);
