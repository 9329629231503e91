import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../e2e/csv.ts';
import { LogError } from '../core/errors.ts';
import type { Engine, Run } from './api.ts';
import { createSession } from './session.ts';

/** Inputs that attacks and bad luck made, beside the repository. Its README says what went wrong with each. */
const folder = fileURLToPath(new URL('../../../shared/cases/hostile/', import.meta.url));
const hasCases = existsSync(folder);
const never = new AbortController().signal;

interface Outcome {
  readonly engine: Engine;
  readonly run: Run | null;
  readonly seconds: number;
  readonly megabytes: number;
}

/** Opens a file, or the files of a folder, as one drop. */
async function open(name: string): Promise<Outcome> {
  const isFolder = statSync(folder + name).isDirectory();
  const paths = isFolder ? readdirSync(folder + name).map((file) => `${name}/${file}`) : [name];
  const files = paths.map((path) => ({ path, blob: new Blob([readFileSync(folder + path)]) }));
  const engine = createSession();
  const [started, before] = [process.cpuUsage(), process.memoryUsage().rss];
  const run = await engine
    .open(
      { kind: 'files', files },
      () => {},
      () => {},
      never,
    )
    .catch((error: unknown) => {
      if (!(error instanceof LogError)) throw error;
      return null;
    });
  const seconds = process.cpuUsage(started).user / 1e6;
  return { engine, run, seconds, megabytes: (process.memoryUsage().rss - before) / 1e6 };
}

/**
 * Of each input the flows that it must give, and null where it may be refused; in both cases soon and with little
 * memory.
 */
const outcomes: readonly (readonly [name: string, flows: number | null])[] = [
  ['zl-2000-3-8.zip', 6000],
  ['tar-neg.tar', null],
  ['tar-neg-L.tar', null],
  ['tar-b256.tar', 300],
  ['zeros10g.zst', null],
  ['cols100k.log', null],
  ['types', 400],
  ['own.log', 50],
  ['evilhosts.log', 1900],
  ['value-dupField-1.log', 7],
  ['export-noFields_concatOther_dupField-1.log', null],
];

describe(`hostile and unlucky inputs${hasCases ? '' : ' (skipped: no ../shared)'}`, () => {
  if (!hasCases) it.skip('skipped: no ../shared', () => {});

  it.each(hasCases ? outcomes : [])(
    '%s gives its flows, or a sentence, and ends',
    async (name, flows) => {
      const { run, seconds, megabytes } = await open(name);
      expect(seconds).toBeLessThan(15);
      expect(megabytes).toBeLessThan(1500);
      if (flows !== null) {
        expect(run).toMatchObject({ flows, skipped: 0 });
        expect(run?.files.filter(({ problem }) => problem !== null && problem.code !== 'empty')).toEqual([]);
      }
    },
    120_000,
  );

  it.each(hasCases ? ['own.log', 'value-dupField-1.log'] : [])(
    '%s shows and exports the same cells of every column',
    async (name) => {
      const { engine, run } = await open(name);
      if (run === null) throw new Error('refused');
      const { detector } = await engine.detect(run.detectors[0].id, () => {}, never);
      const view = { detector, where: [], sort: { by: 'rank', descending: false } };
      const fields = run.fields.map((field) => field.name);
      expect(new Set(fields).size).toBe(fields.length);
      const { rows } = await engine.rows(view, 0, run.flows, fields, never);
      const blob = await engine.exportFlows(view, 0, 'csv', () => {}, never);
      const exported = parseCsv(await blob.text());
      for (const field of fields) {
        const unset = (cell: unknown) =>
          cell === '-' || cell === null ? null : String(Number(cell)) === 'NaN' ? cell : Number(cell);
        expect(
          exported.map((row) => unset(row[field])),
          field,
        ).toEqual(rows.map(({ cells }) => unset(cells[fields.indexOf(field)])));
      }
      const log = readFileSync(folder + name, 'utf8');
      const names = /^#fields\t(.*)$/m.exec(log)?.[1].split('\t') ?? [];
      expect(Object.keys(exported[0]).length).toBeGreaterThanOrEqual(5 + new Set(names).size);
    },
    60_000,
  );
});
