import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Writes a TSV log with one more field, `label`: every 97th row is malicious. `npx tsx scripts/make-labels.ts LOG OUT` */
const [log, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: npx tsx scripts/make-labels.ts LOG OUT');
  process.exit(2);
}

const file = createWriteStream(out);
let rows = 0;
let rest = '';
for await (const chunk of createReadStream(log, { encoding: 'latin1', highWaterMark: 1 << 20 })) {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  const text = lines.map((line) => `${line}${ending(line)}\n`).join('');
  if (!file.write(text, 'latin1')) await once(file, 'drain');
}
file.end(rest === '' ? '' : `${rest}${ending(rest)}\n`, 'latin1');
await finished(file);

function ending(line: string): string {
  if (line.startsWith('#fields')) return '\tlabel';
  if (line.startsWith('#types')) return '\tstring';
  if (line.startsWith('#')) return '';
  return rows++ % 97 === 0 ? '\tMalicious' : '\tBenign';
}
