import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { bigLog } from '../big-log.ts';
import { inFreshBrowser } from './browser.ts';
import { distOf, serveBuilds } from './builds.ts';
import { growth, growthOf } from './growth.ts';
import { describeMachine } from './machine.ts';
import { markdownResults, placeBetweenMarks } from './markdown.ts';
import { type Options, parseOptions, usage } from './options.ts';
import type { Part, Subject } from './part.ts';
import { parts } from './parts/index.ts';
import { planLog, planRows } from './plan.ts';
import type { Sample } from './sample.ts';
import { summarize } from './summarize.ts';
import { textTable } from './text-table.ts';

/**
 * `npm run bench`: drops made-up logs, or a given one, on the built page, in fresh browsers, and prints what that took
 * beside what the browser takes for the bytes alone. Two builds are measured in turn, run by run, since machines drift.
 */
const options = readOptions();
const tasks = planned(options);
const served = await serveBuilds(options.against);
const names = served.length > 1 ? ['this', 'other'] : ['this'];
const samples: Sample[] = [];
for (let run = 1; run <= options.runs; run++) {
  for (const { part, label, rows, ...files } of tasks) {
    // Whichever comes second may find the machine warmer: they take turns in that too.
    for (const build of run % 2 === 1 ? names.keys() : [...names.keys()].reverse()) {
      const where = [`run ${run} of ${options.runs}`, label, part.id, ...(names.length > 1 ? [names[build]] : [])];
      const figures = await measured(part, { url: served[build].url, run, ...files }, where.join(', '));
      if (figures !== null) samples.push({ build, log: label, rows, part: part.id, run, figures });
    }
  }
}
await Promise.all(served.map((page) => page.close()));

const machine = describeMachine(await inFreshBrowser(async (browser) => browser.version()));
const sections = summarize([...samples, ...growthOf(samples)], [...parts, growth], names.length);
const { date, browser, node, cores, cpu } = machine;
console.log(`\n${date}, Chromium ${browser}, Node ${node}, ${cores} cores of ${cpu}, runs: ${options.runs}\n`);
console.log(textTable(sections, names));
if (options.json !== null) {
  const report = { ...machine, runs: options.runs, builds: names, sections, samples };
  writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
}
if (options.markdown !== null) {
  const before = existsSync(options.markdown) ? readFileSync(options.markdown, 'utf8') : '';
  const table = markdownResults(sections, names, machine, options.runs);
  writeFileSync(options.markdown, placeBetweenMarks(before, table));
}

function readOptions(): Options {
  try {
    const ids = parts.map(({ id }) => id);
    const options = parseOptions(process.argv.slice(2), ids);
    return { ...options, against: options.against === null ? null : distOf(options.against) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\nusage: ${usage}`);
    process.exit(2);
  }
}

/** What to measure, with the files for it made before anything is measured. */
function planned({ rows: sizes, log: given, growth, only }: Options) {
  const wanted = parts.filter(({ id }) => only?.includes(id) ?? true);
  const plan = given === null ? planRows(sizes, growth, wanted) : planLog(statSync(given).size, wanted);
  return plan.map(({ rows, part }) => {
    const path = rows === null ? (given ?? '') : bigLog(rows);
    const file = part.fileOf?.(path) ?? path;
    const label = rows === null ? basename(path) : `${rows.toLocaleString('en')} rows`;
    return { part, rows, label, log: path, file, bytes: statSync(file).size };
  });
}

/** What a run gave, at the second attempt if need be; null, said aloud, when that failed too. */
async function measured(part: Part, subject: Subject, where: string): Promise<Sample['figures'] | null> {
  for (const consequence of ['once more', 'left out']) {
    try {
      for (const path of new Set([subject.log, subject.file])) await readOnce(path);
      const figures = await part.measure(subject);
      const { label, digits = 0 } = part.figures[part.headline];
      console.log(`${where}: ${figures[part.headline].toFixed(digits)} (${label})`);
      return figures;
    } catch (error) {
      console.error(`${where}: failed, ${consequence}: ${error instanceof Error ? error.message : error}`);
    }
  }
  return null;
}

/** Brings a file into the system's cache, so that no figure is the disk's. */
async function readOnce(path: string): Promise<void> {
  const file = await open(path);
  const buffer = Buffer.allocUnsafe(1 << 20);
  while ((await file.read(buffer, 0, buffer.length, null)).bytesRead > 0);
  await file.close();
}
