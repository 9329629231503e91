import type { Control } from '../../control.ts';
import { inStretches } from '../pace.ts';
import { type Calibration, flowCountPenalty, scoreOf } from '../surprise.ts';

/** −log10 p of spans of time, each with its source, and what the flow-count penalty of the sources counts. */
interface Spans {
  readonly surprises: Float32Array;
  readonly source: Uint32Array;
  /** By source: its most unusual span. */
  readonly most: Float32Array;
  readonly unusual: Uint32Array;
}

/**
 * The spans with the most unusual one of each of `sources`, and the questions of those from 1 on. Yields to other
 * messages.
 */
export async function spansOf(
  source: Uint32Array,
  questions: Uint32Array,
  surprises: Float32Array,
  sources: number,
  control: Control,
): Promise<Spans> {
  const [most, unusual] = [new Float32Array(sources), new Uint32Array(sources)];
  await inStretches(control, surprises.length, (from, to) => {
    for (let id = from; id < to; id++) {
      const of = source[id];
      if (surprises[id] > most[of]) most[of] = surprises[id];
      if (surprises[id] >= 1) unusual[of] += questions[id];
    }
  });
  return { surprises, source, most, unusual };
}

/** The flow-count penalty of DNS indicators: the questions to this power. */
export const QUESTIONS_PENALTY = 0.6;

/** Scores of the spans, and of their sources. Linear in both. */
export async function scoreSpans(
  { surprises, source, most, unusual }: Spans,
  calibration: Calibration,
  control: Control,
): Promise<{ readonly ofSpans: Float32Array; readonly ofSources: Float32Array }> {
  const penalties = new Float64Array(most.length);
  const left = (surprise: number, of: number) => scoreOf(calibration.left(surprise) - penalties[of]);
  const [ofSpans, ofSources] = [new Float32Array(surprises.length), new Float32Array(most.length)];
  await inStretches(control, most.length, (from, to) => {
    for (let of = from; of < to; of++) {
      if (most[of] === 0) continue;
      penalties[of] = flowCountPenalty(unusual[of] ** QUESTIONS_PENALTY);
      ofSources[of] = left(most[of], of);
    }
  });
  await inStretches(control, surprises.length, (from, to) => {
    for (let id = from; id < to; id++) if (surprises[id] > 0) ofSpans[id] = left(surprises[id], source[id]);
  });
  return { ofSpans, ofSources };
}
