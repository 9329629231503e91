import { writeFileSync } from 'node:fs';
import { makeSample } from '../src/core/sample/sample.ts';

/** Writes the sample log to a file: `npx tsx scripts/make-sample.ts [OUT]`. */
const out = process.argv[2] ?? 'sample-conn.log';
const log = makeSample();
writeFileSync(out, log);
console.log(`${out}: ${log.length} bytes`);
