import type { Control } from '../control.ts';
import type { ComponentModel } from '../detect/component-detector.ts';
import { within } from '../detect/detect.ts';
import type { Block, GroupFit } from '../detect/detector.ts';
import { type Params, resolveParams } from '../detect/params.ts';
import type { FamilyMember } from '../detect/pca-family.ts';
import { LogError } from '../errors.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { numberAt, rangeOf } from '../table/number-column.ts';
import type { Baseline, Origin } from './baseline.ts';
import { Extremes } from './extremes.ts';
import { type FlowGroup, type FlowStream, featuresOf } from './flow-stream.ts';
import { sketchHosts } from './host-sketch.ts';
import { LocalHosts } from './local-hosts.ts';
import { networksOf, sketchOf } from './network-sketch.ts';

const BLOCK_ROWS = 1024;

/**
 * Fits a detector to streamed flows in two passes: the first for the model, the second for its signs and the box.
 * Scores have the same bits as those of the detector itself. Holds one group in memory. About 0.7 s per million rows
 * beside reading them.
 */
export async function fitBaseline(
  member: FamilyMember,
  given: Params,
  stream: FlowStream,
  origin: Pick<Origin, 'files' | 'fileCount' | 'chosenBy' | 'made'>,
  control: Control,
): Promise<Baseline> {
  const { detector, streamed } = member;
  const params = resolveParams(detector.params, given);
  const learned = await learn(member, stream, within(control, 0, 0.5));
  const draft = learned.fit.model(params);
  if (draft.kept.length === 0) throw new LogError('flat-baseline', { flows: learned.flows });
  const verification = streamed.verify(draft);
  const extremes = draft.names.map(() => new Extremes(learned.flows));
  await stream.pass(
    (group) =>
      eachBlock(featuresOf(group, detector), (block, count) => {
        verification.add(block, count);
        for (let f = 0; f < extremes.length; f++) extremes[f].add(block.values, f * block.stride, count);
      }),
    within(control, 0.5, 1),
  );
  const { flows, span, local } = learned;
  const networks = networksOf(local.keys());
  return {
    detector: detector.id,
    params,
    model: verification.model(),
    box: extremes.map((feature) => feature.interval()),
    networks: networks === null ? null : sketchOf(networks),
    hosts: sketchHosts(local.keys()),
    behaviour: null,
    origin: { ...origin, flows, span },
  };
}

interface Learned {
  readonly fit: GroupFit<ComponentModel>;
  readonly flows: number;
  readonly span: readonly [number, number] | null;
  /** Flows by local source. */
  readonly local: ReadonlyMap<string, number>;
}

async function learn({ detector, streamed }: FamilyMember, stream: FlowStream, control: Control): Promise<Learned> {
  const local = new LocalHosts();
  let fit: GroupFit<ComponentModel> | null = null;
  let flows = 0;
  let [first, last] = [Infinity, -Infinity];
  await stream.pass((group) => {
    if (!detector.canScore(group.table)) throw new LogError('baseline-misfit', { detector: detector.label });
    const features = featuresOf(group, detector);
    fit ??= streamed.fit(features.names);
    fit.add(features);
    flows += features.rows;
    local.add(group);
    const { low, high } = timesOf(group);
    first = Math.min(first, low);
    last = Math.max(last, high);
  }, control);
  if (fit === null) throw new LogError('flat-baseline', { flows: 0 });
  return { fit, flows, span: first <= last ? [first, last] : null, local: local.flows() };
}

/** Shows all rows in blocks of at most 1,024. */
export function eachBlock(features: FeatureSource, look: (block: Block, count: number, first: number) => void): void {
  const block = { values: new Float64Array(BLOCK_ROWS * features.names.length), stride: BLOCK_ROWS };
  for (let first = 0; first < features.rows; first += BLOCK_ROWS) {
    const count = Math.min(BLOCK_ROWS, features.rows - first);
    features.read(first, count, block.values, BLOCK_ROWS, 0);
    look(block, count, first);
  }
}

function timesOf({ table, rows }: FlowGroup): { low: number; high: number } {
  const ts = table.columns.get('ts');
  if (ts?.kind !== 'number') return { low: Infinity, high: -Infinity };
  if (rows === null) return rangeOf(ts, table.rows, Number.NaN);
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    const value = numberAt(ts, row);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
