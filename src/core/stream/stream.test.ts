import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { ordinaryLog } from '../../testing/detector-contract.ts';
import { quiet, tableValues } from '../../testing/read-text.ts';
import { neverAborted, type Progress } from '../control.ts';
import type { ComponentModel } from '../detect/component-detector.ts';
import { detectors } from '../detect/index.ts';
import { pyodPca } from '../detect/pyod-pca.ts';
import { fitStreamed } from '../detect/streamed.ts';
import { featureSets } from '../features/feature-sets.ts';
import { Ranking } from '../query/ranking.ts';
import { type RawLine, readRawLines } from '../query/raw-lines.ts';
import { type ReadLogs, readLogs } from '../read-logs.ts';
import { createCellKernel } from '../table/cell-kernel.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import { rowInFile, sectionOf } from '../table/table.ts';
import { takeRows } from '../table/take-rows.ts';
import { type FirstPass, passOnce } from './first-pass.ts';
import { SAMPLE, TOP } from './kept.ts';
import { fits, planReading } from './plan.ts';
import { passAgain, type SecondPass } from './second-pass.ts';

const rows = 320_000;
const means = { kernel: createCellKernel(), inflate: null };
const [entry] = detectors;

/** Two files, one of them compressed, with a line between that no log has. */
function makeFiles(): { path: string; blob: Blob }[] {
  const [head, ...lines] = ordinaryLog(rows).split(/\n(?=\d)/);
  const part = (from: number, to: number) => `${head}\n${lines.slice(from, to).join('\n')}\n`;
  return [
    { path: 'a.log', blob: new Blob([part(0, 150_000), 'x\ty\n']) },
    { path: 'b.log.gz', blob: new Blob([gzipSync(part(150_000, rows), { level: 1 })]) },
  ];
}

describe('a log that is read twice', () => {
  const files = makeFiles();
  let whole: ReadLogs;
  let scores: Float64Array;
  let first: FirstPass;
  let second: SecondPass;

  beforeAll(async () => {
    whole = await readLogs(files, quiet);
    ({ scores } = await entry.detect(whole.table, quiet));
    first = await passOnce(files, quiet, means, 2 ** 30, async () => {});
    const fit = first.fits.get(entry.id);
    if (fit === undefined) throw new Error('no fit');
    second = await passAgain(files, first, fit, quiet, means);
  }, 120_000);

  it('can be cancelled between the detectors that learn from a group, not only between blocks of text', async () => {
    const { signal } = new AbortController();
    let pauses = 0;
    const counting = Object.assign(signal, {
      throwIfAborted: () => {
        pauses++;
      },
    });
    const perBlock: number[] = [];
    await passOnce(files.slice(0, 1), { ...quiet, signal: counting }, means, 2 ** 30, async () => {
      perBlock.push(pauses);
      pauses = 0;
    });
    expect(perBlock.filter((count) => count > 2).length).toBe(Math.floor(150_000 / GROUP_ROWS));
  });

  it('has the flows, reports and span of one that is kept', () => {
    expect(first.flows).toBe(rows);
    const known = ({ path, flows, skipped, problem }: (typeof whole.files)[number]) => [path, flows, skipped, problem];
    expect(first.files.map(known)).toEqual(whole.files.map(known));
    const ts = tableValues(whole.table).ts as number[];
    expect(first.span).toEqual([ts.reduce((a, b) => Math.min(a, b)), ts.reduce((a, b) => Math.max(a, b))]);
  });

  it('has the same scores to the bit, threshold and counts', () => {
    const ranking = new Ranking(scores);
    for (const share of [0.001, 0.1, 0.37]) expect(second.all.quantile(share)).toBe(ranking.quantile(share));
    const edges = [1, 5, 20, 100, ranking.quantile(0.1)].toSorted((a, b) => a - b);
    expect(second.all.countAtLeast(edges)).toEqual(ranking.countAtLeast(edges));
    expect([second.all.lowest, second.all.highest]).toEqual([ranking.lowest, ranking.highest]);
  });

  it('keeps the flows of the highest ranks, with their cells, places and lines', async () => {
    const highest = new Ranking(scores).first(TOP).slice().sort();
    const { logs, scored } = second.top;
    expect(logs.table.rows).toBe(TOP);
    expect(scored.scores).toEqual(Float64Array.from(highest, (row) => scores[row]));
    const places = rowInFile(whole.table, 2);
    const wanted = takeRows(whole.table, highest, Float64Array.from(highest, places));
    expect(tableValues(logs.table)).toEqual(tableValues(wanted));
    expect(logs.table.placesInFiles).toEqual(wanted.placesInFiles);
    for (const row of [0, 1, 50_000, TOP - 1]) {
      expect(sectionOf(logs.table, row).file).toBe(sectionOf(whole.table, highest[row]).file);
      expect(scored.explain(row).score).toBeCloseTo(scored.scores[row], 6);
    }
    const some = Uint32Array.of(0, 777, TOP - 1);
    expect(await lines(logs, some)).toEqual(
      await lines(
        whole,
        some.map((row) => highest[row]),
      ),
    );
  });

  it('scores once more when a component turns out to point the other way', async () => {
    const pca = pyodPca(featureSets[0]);
    const { streamed } = pca;
    if (streamed === undefined) throw new Error('it can be streamed');
    const wrong = fitStreamed(pca, {
      ...streamed,
      fit: (names) => {
        const right = streamed.fit(names);
        return { add: right.add, model: (params) => withOtherSign(right.model(params)) };
      },
    });
    for (let first = 0; first < rows; first += GROUP_ROWS) {
      const group = Uint32Array.from({ length: Math.min(GROUP_ROWS, rows - first) }, (_, i) => first + i);
      wrong.add(takeRows(whole.table, group, new Float64Array(group.length)));
    }
    const phases = new Set<string>();
    const control = { ...quiet, report: ({ phase }: Progress) => phases.add(phase) };
    const again = await passAgain(files, first, wrong, control, means);
    expect([...phases]).toEqual(['Scoring', 'Scoring again']);
    expect(again.all.quantile(0.1)).toBe(second.all.quantile(0.1));
    expect(again.top.scored.scores).toEqual(second.top.scored.scores);
  });

  it('keeps a sample of all flows', () => {
    const { logs, scored } = second.sample;
    expect(logs.table.rows).toBe(Math.min(SAMPLE, rows));
    const above = (values: Float64Array, threshold: number) => values.filter((score) => score > threshold).length;
    const threshold = second.all.quantile(0.1);
    expect(above(scored.scores, threshold) / logs.table.rows).toBeCloseTo(0.1, 2);
  });
});

describe('the plan', () => {
  const big = new Blob([ordinaryLog(300_000).replaceAll('\n', `${' '.repeat(300)}\n`)]);

  it('expects about the rows there are, whatever the compression', async () => {
    const files = makeFiles();
    const { rows: expected } = await planReading(files, 1000, neverAborted);
    expect(expected / rows).toBeGreaterThan(0.9);
    expect(expected / rows).toBeLessThan(1.1);
  });

  it('says whether they fit', async () => {
    const files = [{ path: 'conn.log', blob: big }];
    expect(fits(await planReading(files, 1e6, neverAborted))).toBe(false);
    expect(fits(await planReading(files, 1e9, neverAborted))).toBe(true);
    expect(await planReading([{ path: 'small', blob: new Blob(['x\n']) }], 1e9, neverAborted)).toMatchObject({
      rows: 0,
    });
  });
});

function withOtherSign(model: ComponentModel): ComponentModel {
  const m = model.kept.length;
  return { ...model, axes: model.axes.map((value, at) => (Math.floor(at / m) === 1 ? -value : value)) };
}

async function lines({ table, texts }: ReadLogs, some: Uint32Array): Promise<string[]> {
  const found: string[] = [];
  const keep = (place: number, { bytes, start, end }: RawLine) => {
    found[place] = new TextDecoder().decode(bytes.slice(start, end));
  };
  await readRawLines(table, texts, some, keep, neverAborted);
  return found;
}
