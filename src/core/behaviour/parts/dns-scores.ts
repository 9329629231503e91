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

/** Writes the most unusual span of each source to `most`, and adds the questions of those from 1 on to `unusual`. */
export function takeMost(
  sourceOf: Uint32Array,
  questions: Uint32Array,
  surprises: Float32Array,
  most: Float32Array,
  unusual: Uint32Array,
): void {
  for (let id = 0; id < surprises.length; id++) {
    const source = sourceOf[id];
    if (surprises[id] > most[source]) most[source] = surprises[id];
    if (surprises[id] >= 1) unusual[source] += questions[id];
  }
}

/** The flow-count penalty of DNS indicators: the questions to this power. */
export const QUESTIONS_PENALTY = 0.6;

/** Scores of the spans, and of their sources. Linear in both. */
export async function scoreSpans(
  { surprises, source, most, unusual }: Spans,
  calibration: Calibration,
  control: Control,
): Promise<{ readonly ofSpans: Float32Array; readonly ofSources: Float32Array }> {
  const penalties = Float64Array.from(unusual, (questions) => flowCountPenalty(questions ** QUESTIONS_PENALTY));
  const left = (surprise: number, of: number) => scoreOf(calibration.left(surprise) - penalties[of]);
  const ofSpans = new Float32Array(surprises.length);
  await inStretches(control, surprises.length, (from, to) => {
    for (let id = from; id < to; id++) if (surprises[id] > 0) ofSpans[id] = left(surprises[id], source[id]);
  });
  return { ofSpans, ofSources: most.map((surprise, of) => (surprise === 0 ? 0 : left(surprise, of))) };
}
