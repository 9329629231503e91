import type { Control } from '../control.ts';
import type { Scored } from '../detect/detect.ts';
import type { StreamedFit, StreamedScorer } from '../detect/streamed.ts';
import type { RowTaker } from '../file-sink.ts';
import { createRandom } from '../math/random.ts';
import { Ranking } from '../query/ranking.ts';
import { type Means, readFiles } from '../read-files.ts';
import type { ReadLogs } from '../read-logs.ts';
import type { LogFile } from '../source/unpack.ts';
import { dropLines } from '../table/field-block.ts';
import { sectionOf } from '../table/table.ts';
import { TableBuilder } from '../table/table-builder.ts';
import { takeRows } from '../table/take-rows.ts';
import type { FirstPass } from './first-pass.ts';
import { SAMPLE, TOP } from './kept.ts';

/** What a detector makes of a log whose rows are not kept. */
export interface SecondPass {
  /** All scores in row order, ranked: 8 bytes per row. */
  readonly all: Ranking;
  readonly top: Kept;
  readonly sample: Kept;
}
export interface Kept {
  readonly logs: ReadLogs;
  readonly scored: Scored;
}

/**
 * Scores the rows of a log in another pass, and in one more if the detector finds that the first pass's model has to be
 * revised. Holds the scores and the kept rows in memory.
 */
export async function passAgain(
  files: readonly LogFile[],
  first: FirstPass,
  fit: Pick<StreamedFit, 'scorer'>,
  control: Control,
  means: Means,
): Promise<SecondPass> {
  const started = performance.now();
  let scorer = await fit.scorer(control);
  let phase: 'Scoring' | 'Scoring again' = 'Scoring';
  for (;;) {
    const taker = new ScoringTaker(scorer, first.flows);
    await readFiles(files, taker, control, {
      phase,
      repeated: 'ignore',
      ...means,
      forms: first.forms,
      onBlock: async () => {},
      seals: first.texts.map(({ seal }) => seal),
    });
    const revised = scorer.revised();
    if (revised === null) return taker.finish(first, { fit: 0, score: performance.now() - started });
    scorer = revised;
    phase = 'Scoring again';
  }
}

/** Scores every row and keeps those that may be among the highest, and the sample. */
class ScoringTaker implements RowTaker {
  private readonly passing = new TableBuilder(true);
  private readonly kept = new TableBuilder();
  private readonly scorer: StreamedScorer;
  private readonly scores: Float64Array;
  /** Rows with this score or a higher one are kept; of those with just this one, the first `TOP`. */
  private readonly cut: number;
  private readonly sampled: Uint32Array;
  private nextSampled = 0;
  /** Row of the log of each row that is kept, and the first row of each file. */
  private readonly rowsKept: number[] = [];
  private readonly firsts = new Map<number, number>();
  private atCut = 0;
  private drop = new Uint16Array(0);
  rows = 0;

  constructor(scorer: StreamedScorer, flows: number) {
    this.scorer = scorer;
    this.scores = new Float64Array(flows);
    this.cut = cutFor(scorer.sampleScores(), flows);
    this.sampled = sampledRows(flows);
  }

  begin(...[file, layout, kinds, isNeeded]: Parameters<RowTaker['begin']>): void {
    if (!this.firsts.has(file)) this.firsts.set(file, this.rows);
    this.passing.begin(
      file,
      layout,
      kinds.map((kind) => (kind === 'category' ? 'text' : kind)),
      isNeeded,
    );
    this.kept.begin(file, layout, kinds, isNeeded);
  }

  append(...[block, offset, onBad, onOdd]: Parameters<RowTaker['append']>): void {
    this.passing.append(block, offset, onBad, onOdd);
    const { count } = block;
    this.scorer.score(this.passing.lend(count), this.scores, this.rows);
    this.passing.forget(count);
    if (this.drop.length < count) this.drop = new Uint16Array(block.lines.length);
    let wanted = 0;
    for (let i = 0; i < count; i++) {
      const row = this.rows + i;
      const isWanted = this.isSampled(row) || this.isHigh(this.scores[row]);
      this.drop[i] = isWanted ? 0 : 1;
      if (!isWanted) continue;
      this.rowsKept.push(row);
      wanted++;
    }
    this.rows += count;
    if (wanted === 0) return;
    dropLines(block, this.drop);
    this.kept.append(block, offset, ignore, ignore);
  }

  *labelStores(): ReturnType<RowTaker['labelStores']> {}

  finish(first: FirstPass, milliseconds: Scored['milliseconds']): SecondPass {
    const { scores, scorer, cut, firsts } = this;
    const all = new Ranking(scores);
    const kept = this.kept.finish();
    /** Of rows of the log, which ascend and are all kept. */
    const take = (rows: Uint32Array): Kept => {
      const places = findAll(rows, this.rowsKept);
      const placesInFiles = Float64Array.from(places, (place, i) => {
        return rows[i] - (firsts.get(sectionOf(kept, place).file) ?? 0);
      });
      const table = takeRows(kept, places, placesInFiles);
      const logs = { files: first.files, texts: first.texts, forms: first.forms, table };
      const own = Float64Array.from(rows, (row) => scores[row]);
      return { logs, scored: scorer.scored(table, own, milliseconds) };
    };
    const highest = all.first(Math.min(TOP, all.length)).filter((row) => scores[row] >= cut);
    return { all, top: take(highest.sort()), sample: take(this.sampled) };
  }

  private isSampled(row: number): boolean {
    if (this.sampled[this.nextSampled] !== row) return false;
    this.nextSampled++;
    return true;
  }

  private isHigh(score: number): boolean {
    if (score !== this.cut) return score > this.cut;
    this.atCut++;
    return this.atCut <= TOP;
  }
}

function ignore(): void {}

/** Place of each of some numbers among others; both ascend. */
function findAll(some: Uint32Array, among: readonly number[]): Uint32Array {
  let place = 0;
  return some.map((value) => {
    while (among[place] < value) place++;
    return place;
  });
}

/** A score that at least `TOP` rows have or exceed, judged with much to spare by those of a sample. */
function cutFor(sample: Float64Array, flows: number): number {
  const wanted = Math.ceil((MARGIN * TOP * sample.length) / flows);
  if (wanted >= sample.length) return -Infinity;
  return sample.toSorted()[sample.length - 1 - wanted];
}

/** The sample says how many rows lie above a score within a few percent. */
const MARGIN = 1.5;

/** One row of each of `SAMPLE` equal stretches, ascending; all of them when there are no more. */
function sampledRows(flows: number): Uint32Array {
  if (flows <= SAMPLE) return Uint32Array.from({ length: flows }, (_, row) => row);
  const random = createRandom(2);
  return Uint32Array.from({ length: SAMPLE }, (_, stretch) => {
    const from = Math.floor((stretch * flows) / SAMPLE);
    const to = Math.floor(((stretch + 1) * flows) / SAMPLE);
    return from + Math.floor(random.uniform() * (to - from));
  });
}
