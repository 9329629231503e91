import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exportFormats } from '../core/export/index.ts';
import { makeSample } from '../core/sample/sample.ts';
import { ChangingFile } from '../testing/changing-file.ts';
import type { Engine, View } from './api.ts';
import { createSession } from './session.ts';

const never = new AbortController().signal;
const ignore = () => {};
const tsv = Buffer.from(makeSample());
const [first, ...rest] = tsv
  .toString()
  .split('\n')
  .filter((line) => line !== '' && !line.startsWith('#'));
const names = /#fields\t(.*)/.exec(tsv.toString())?.[1].split('\t') ?? [];
const json = Buffer.from(
  [first, ...rest]
    .map(
      (line) => `${JSON.stringify(Object.fromEntries(line.split('\t').map((cell, i) => [names[i], asJson(cell)])))}\n`,
    )
    .join(''),
);
function asJson(cell: string): string | number {
  return cell !== '' && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}

/** The same log with its flows in another order, of the same size. */
function shuffled(log: Buffer): Buffer {
  const lines = log.toString().split('\n');
  const isFlow = (line: string) => line !== '' && !line.startsWith('#');
  const flows = lines.filter(isFlow).reverse();
  return Buffer.from(lines.map((line) => (isFlow(line) ? (flows.shift() ?? '') : line)).join('\n'));
}

/** Everything that reads the files again, by name: as text that can be compared. */
const looks: Readonly<Record<string, (engine: Engine, view: View) => Promise<string>>> = {
  'a flow': async (engine, { detector }) => {
    const { line, cells } = await engine.flow(detector, 7, never);
    return JSON.stringify([Buffer.from(line).toString(), cells]);
  },
  'the order by uid': async (engine, view) => {
    const sorted: View = { ...view, sort: { by: 'uid', descending: false } };
    return JSON.stringify((await engine.rows(sorted, 0, 60, ['id.orig_h'], never)).rows);
  },
  ...Object.fromEntries(
    exportFormats.map(({ id }) => [
      `export as ${id}`,
      async (engine: Engine, view: View) => (await engine.exportFlows(view, 1, id, ignore, never)).text(),
    ]),
  ),
};

async function openIn(file: Blob, path: string, memory?: number): Promise<{ engine: Engine; view: View }> {
  const engine = createSession();
  const source = { kind: 'files', files: [{ path, blob: file }], ...(memory === undefined ? {} : { memory }) } as const;
  const run = await engine.open(source, ignore, ignore, never);
  const detection = await engine.detect(run.detectors[0].id, ignore, never);
  return { engine, view: { detector: detection.detector, where: [], sort: { by: 'rank', descending: false } } };
}

const forms: readonly (readonly [name: string, before: Buffer, after: Buffer])[] = [
  ['conn.log', tsv, shuffled(tsv)],
  ['conn.json', json, shuffled(json)],
  ['conn.log.gz', gzipSync(tsv), gzipSync(shuffled(tsv))],
];

describe('a log that changes on disk after it was read', () => {
  describe.each(forms)('%s', (path, before, after) => {
    it('gives rows with what is in memory, and blanks for what was left in the file', async () => {
      const whole = await openIn(new Blob([before as BlobPart]), path);
      const { rows } = await whole.engine.rows(whole.view, 0, 60, ['ts', 'uid', 'id.orig_h'], never);
      const file = new ChangingFile(before);
      const { engine, view } = await openIn(file, path);
      file.overwrite(after);
      const now = await engine.rows(view, 0, 60, ['ts', 'uid', 'id.orig_h'], never);
      expect(now.problem).toMatchObject({ code: 'changed', detail: { file: path } });
      expect(now.rows).toEqual(rows.map((row) => ({ ...row, cells: [row.cells[0], '', row.cells[2]] })));
      expect((await engine.rows(view, 0, 60, ['ts', 'id.orig_h'], never)).problem).toBeNull();
    });

    it.each(Object.keys(looks))('gives no row of another log: %s', async (what) => {
      const file = new ChangingFile(before);
      const { engine, view } = await openIn(file, path);
      file.overwrite(after);
      await expect(looks[what](engine, view)).rejects.toMatchObject({ code: 'changed', detail: { file: path } });
    });
  });

  it('is refused or right, whatever it became', async () => {
    const file = new ChangingFile(tsv);
    const { engine, view } = await openIn(file, 'conn.log');
    const expected = new Map<string, string>();
    for (const [what, look] of Object.entries(looks)) expected.set(what, await look(engine, view));
    const cut = fc.integer({ min: 0, max: tsv.length });
    const became = fc.oneof(
      cut.map((at) => Buffer.concat([tsv.subarray(at), tsv.subarray(0, at)])),
      cut.map((at) => tsv.subarray(0, at)),
      cut.map((at) => Buffer.concat([tsv.subarray(0, at), Buffer.from('x'), tsv.subarray(at)])),
      fc.tuple(cut, fc.integer({ min: 0, max: 255 })).map(([at, byte]) => {
        const other = Buffer.from(tsv);
        other[Math.min(at, tsv.length - 1)] = byte;
        return other;
      }),
    );
    const property = fc.asyncProperty(became, fc.constantFrom(...Object.keys(looks)), async (other, what) => {
      file.overwrite(other);
      const found = await looks[what](engine, view).catch((error) => error);
      if (typeof found === 'string') expect(found).toBe(expected.get(what));
      else expect(found).toMatchObject({ code: 'changed' });
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('is not scored a second time from other flows', async () => {
    for (const [path, before, after] of forms) {
      const file = new ChangingFile(before);
      const engine = createSession();
      const source = { kind: 'files', files: [{ path, blob: file }], memory: 1 } as const;
      const run = await engine.open(source, ignore, ignore, never);
      expect(run.larger).not.toBeNull();
      file.overwrite(after);
      const scored = engine.detect(run.detectors[0].id, ignore, never);
      await expect(scored).rejects.toMatchObject({ code: 'changed', detail: { file: path } });
      file.overwrite(before);
      await engine.detect(run.detectors[0].id, ignore, never);
    }
  });
});
