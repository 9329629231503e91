import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Writes a made-up log in which every 97th row is labelled malicious: `npx tsx scripts/make-labels.ts LOG OUT` */
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
  const text = lines.map((line) => `${labelled(line)}\n`).join('');
  if (!file.write(text, 'latin1')) await once(file, 'drain');
}
file.end(rest === '' ? '' : `${labelled(rest)}\n`, 'latin1');
await finished(file);

/** The sample's flows are all benign in a big log: see `make-log.ts`. */
function labelled(line: string): string {
  if (line.startsWith('#') || rows++ % 97 !== 0) return line;
  return line.replace('\tBenign', '\tMalicious');
}
