import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';

/** Writes a TSV log with one more field, `label`: every 97th row is malicious. `npx tsx scripts/make-labels.ts LOG OUT` */
const [log, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: npx tsx scripts/make-labels.ts LOG OUT');
  process.exit(2);
}

const file = createWriteStream(out);
let rows = 0;
let block = '';
for await (const line of createInterface({ input: createReadStream(log), crlfDelay: Number.POSITIVE_INFINITY })) {
  block += `${line}${ending(line)}\n`;
  if (block.length < 1 << 20) continue;
  if (!file.write(block)) await once(file, 'drain');
  block = '';
}
file.end(block);
await finished(file);

function ending(line: string): string {
  if (line.startsWith('#fields')) return '\tlabel';
  if (line.startsWith('#types')) return '\tstring';
  if (line.startsWith('#')) return '';
  return rows++ % 97 === 0 ? '\tMalicious' : '\tBenign';
}
