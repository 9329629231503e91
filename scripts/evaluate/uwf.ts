import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { Control } from '../../src/core/control.ts';
import { detectors } from '../../src/core/detect/index.ts';
import { readLogs } from '../../src/core/read-logs.ts';
import { table } from './table-text.ts';
import { type Figures, figuresOf, readTactics, tacticFields } from './uwf-figures.ts';

/**
 * `npm run evaluate:uwf -- FILES... [--detectors pca,behaviour,combined]`: how the detectors separate the attacks of a
 * labelled set of the University of West Florida (CSV or Parquet, as published) from its benign flows, by ATT&CK tactic,
 * beside the published accuracy of an unsupervised method. All files are one log. Without files it says where they are.
 */
const { values, positionals } = parseArgs({ options: { detectors: { type: 'string' } }, allowPositionals: true });
const quiet: Control = { signal: new AbortController().signal, report: () => {} };

/** PyOD's usual contamination; and as many flows as the attack has. */
const SHARES = [0.1, null] as const;

/**
 * Accuracy of the extended isolation forest on UWF-ZeekDataFall22, extension level 0: Moomtaheen, Bagui, Bagui and Mink,
 * Information 15(7) 404, 2024, abstract. The abstract has neither the threshold nor the share of attacks.
 */
const published: ReadonlyMap<string, number> = new Map([
  ['resource development', 0.823],
  ['reconnaissance', 0.8221],
  ['discovery', 0.783],
]);

if (positionals.length === 0) {
  console.log(
    'The figures of the UWF sets were not run: no files are given. UWF-ZeekDataFall22, UWF-ZeekData22 and UWF-ZeekData24 are at ' +
      'https://datasets.uwf.edu, as CSV and Parquet files of Zeek’s conn.log with the columns label_tactic, label_technique and ' +
      'label_binary. The number and size of the files of a set were not known when this was written. Give all files of one set, ' +
      'as they are: npm run evaluate:uwf -- part-*.parquet. All of them are read into memory.',
  );
} else await run();

async function run(): Promise<void> {
  const files = await Promise.all(
    positionals.map(async (path) => ({ path: basename(path), blob: await openAsBlob(path) })),
  );
  const logs = await readLogs(files, quiet);
  const tactics = await readTactics(logs, quiet.signal);
  if (tactics === null) throw new Error(`No column with the tactics: ${tacticFields.join(', ')}`);
  const wanted = values.detectors?.split(',');
  const rows: string[][] = [];
  for (const { id, label, canScore, detect } of detectors) {
    if ((wanted !== undefined && !wanted.includes(id)) || !canScore(logs.table)) continue;
    const { scores } = await detect(logs.table, quiet);
    tactics.names.forEach((name, tactic) => {
      rows.push(cellsOf(label, tactic === 0 ? 'all attacks' : name, figuresOf(scores, tactics, tactic, SHARES)));
    });
    process.stderr.write(`${label}\n`);
  }
  const flags = ['10 %', 'as many as attacks'];
  const heads = flags.flatMap((flag) => ['accuracy', 'precision', 'recall', 'F1'].map((rate) => `${rate}, ${flag}`));
  console.log(`${logs.table.rows} flows. Flagged: the highest 10 % of the flows, or as many as the attack has.\n`);
  console.log(table(['detector', 'tactic', 'attacks', 'AUC', 'AP', ...heads, 'accuracy, published'], rows));
}

function cellsOf(label: string, tactic: string, { attacks, area, averagePrecision, at }: Figures): string[] {
  const text = (value: number) => (Number.isNaN(value) ? '–' : value.toFixed(3));
  const rates = at.flatMap(({ accuracy, precision, recall, f1 }) => [accuracy, precision, recall, f1]);
  const known = published.get(tactic.toLowerCase());
  return [
    label,
    tactic,
    String(attacks),
    ...[area, averagePrecision, ...rates].map(text),
    known === undefined ? '–' : String(known),
  ];
}
