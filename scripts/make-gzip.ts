import { createReadStream, createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** Compresses a file as `gzip` does by itself, with zlib's level 6: `npx tsx scripts/make-gzip.ts LOG OUT`. */
const [log, out] = process.argv.slice(2);
if (out === undefined) {
  console.error('usage: npx tsx scripts/make-gzip.ts LOG OUT');
  process.exit(2);
}
await pipeline(createReadStream(log), createGzip({ level: 6 }), createWriteStream(out));
