import type { Baseline } from '../baseline/baseline.ts';
import { memberOf } from '../baseline/baseline.ts';
import { Extremes } from '../baseline/extremes.ts';
import { eachBlock, fitBaseline } from '../baseline/fit-baseline.ts';
import { type FlowStream, featuresOf, flowsOfTable } from '../baseline/flow-stream.ts';
import { fitsTable } from '../baseline/score-baseline.ts';
import type { Control } from '../control.ts';
import { within } from '../detect/detect.ts';
import type { Params } from '../detect/params.ts';
import type { FamilyMember } from '../detect/pca-family.ts';
import type { Means } from '../read-files.ts';
import type { FlowSample } from './flow-sample.ts';
import { readPieces } from './read-piece.ts';

/** The model that scores what comes. It does not change until another is fitted. Plain data. */
export interface LiveModel {
  readonly baseline: Baseline;
  /** The 99.9 % quantile of the scores of `flows` flows: numpy's linear rule. A flow above it is reported. */
  readonly threshold: number;
  readonly flows: number;
  /** When it was fitted, or came into use, in milliseconds of the epoch. */
  readonly since: number;
  /** Counts the models of one following, from 1. */
  readonly number: number;
}

/** What models are fitted to, unless a saved one is given. */
export interface Fitting {
  readonly member: FamilyMember;
  readonly params: Params;
}

/** Flows that a model and its threshold need at least. */
export const LEAST_FLOWS = 1000;

/** Fits a baseline to a stream, which passes three times, and finds its threshold; with `given` only the threshold. */
export async function fitLive(
  { member, params }: Fitting,
  given: Baseline | null,
  stream: FlowStream,
  path: string,
  now: number,
  control: Control,
): Promise<Omit<LiveModel, 'number'>> {
  const origin = { files: [path], fileCount: 1, chosenBy: [], made: now / 1000 };
  const baseline = given ?? (await fitBaseline(member, params, stream, origin, within(control, 0, 0.66)));
  const flows = given === null ? baseline.origin.flows : await countFlows(baseline, stream, within(control, 0, 0.66));
  const threshold = await thresholdOf(baseline, flows, stream, within(control, 0.66, 1));
  return { baseline, threshold, flows, since: now };
}

/** The same of a sample of flows. */
export async function fitToSample(
  fitting: Fitting,
  given: Baseline | null,
  sample: FlowSample,
  path: string,
  now: number,
  control: Control,
  means: Means,
): Promise<Omit<LiveModel, 'number'>> {
  const { table } = await readPieces([sample.file(path)], control, means);
  return fitLive(fitting, given, flowsOfTable(table, null), path, now, control);
}

async function countFlows(baseline: Baseline, stream: FlowStream, control: Control): Promise<number> {
  let flows = 0;
  await stream.pass(({ table, rows }) => {
    fitsTable(baseline, table);
    flows += rows?.length ?? table.rows;
  }, control);
  return flows;
}

async function thresholdOf(baseline: Baseline, flows: number, stream: FlowStream, control: Control): Promise<number> {
  const { detector } = memberOf(baseline.detector);
  const extremes = new Extremes(flows);
  const scores = new Float64Array(1024);
  await stream.pass(
    (group) =>
      eachBlock(featuresOf(group, detector), (block, count) => {
        detector.score(baseline.model, block, count, scores, 0);
        extremes.add(scores, 0, count);
      }),
    control,
  );
  return extremes.interval().high;
}
