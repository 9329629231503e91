import { behaviourOf } from '../behaviour/behaviour-of.ts';
import { comparePast, countKnownChannels, type KnownChannels } from '../behaviour/past.ts';
import type { Reference } from '../behaviour/reference.ts';
import { type Control, checkpoint } from '../control.ts';
import type { ComponentModel } from '../detect/component-detector.ts';
import { within } from '../detect/detect.ts';
import type { Table } from '../table/table.ts';
import { type Baseline, componentsOf, type Interval } from './baseline.ts';
import { eachBlock } from './fit-baseline.ts';
import { featuresOf, flowsOfTable } from './flow-stream.ts';
import { countHosts, type KnownHosts } from './host-sketch.ts';
import { LocalHosts } from './local-hosts.ts';
import { countKnown, networksOf } from './network-sketch.ts';
import { fitsTable } from './score-baseline.ts';
import { keptComponents, subspaceAngle } from './subspace-angle.ts';
import { type Verdict, verdictOf } from './verdict.ts';

/** How far a log differs from the flows that a baseline was fitted on. */
export interface Drift {
  /** Number of measured flows: all, or a sample of an out-of-core log. */
  readonly flows: number;
  /** Fraction of them with at least one feature outside the baseline's box. */
  readonly outside: number;
  readonly features: readonly FeatureDrift[];
  /**
   * Degrees between the subspaces of the first `kept` components, which have `keptShare` of the baseline's variance.
   */
  readonly angle: number;
  readonly kept: number;
  readonly keptShare: number;
  /**
   * Local networks (/16, IPv6 /48) of the log's sources: those in the baseline, and all. Null if this is unknown.
   */
  readonly networks: { readonly known: number; readonly total: number } | null;
  /** The same for its local hosts. */
  readonly hosts: KnownHosts | null;
  /** The same for its channels, for a baseline of Behaviour. */
  readonly channels: KnownChannels | null;
  readonly verdict: Verdict;
}

/** The drift of one feature. `low` and `high` are its limits of the baseline's box. */
export interface FeatureDrift extends Interval {
  readonly name: string;
  /** Fraction of the flows outside `low` to `high`. */
  readonly outside: number;
  /** Typical value of a flow, in the baseline and in the log: the mean, or the mean of the logarithms. */
  readonly usual: number;
  readonly usualHere: number;
  /** The baseline had only one value, so the score does not use this feature. */
  readonly isConstant: boolean;
}

/**
 * Compares a baseline with all flows of a table. Throws `LogError` if the table lacks a feature. About 0.5 s per million
 * rows; for Behaviour and Combined one scoring by Behaviour more, unless the log has one.
 */
export async function measureDrift(baseline: Baseline, table: Table, control: Control): Promise<Drift> {
  const { detector } = componentsOf(baseline.detector);
  fitsTable(baseline, table);
  const own = await detector.fit(detector.features(table), within(control, 0, 0.5), baseline.params);
  const local = new LocalHosts();
  const counter = new OutsideCounter(baseline.box);
  await flowsOfTable(table, null).pass(
    (group) => {
      local.add(group);
      eachBlock(featuresOf(group, detector), (block, count) => counter.add(block.values, block.stride, count));
    },
    within(control, 0.5, 1),
  );
  await checkpoint(control.signal);
  const drift = driftOf(baseline, own, counter, local.flows());
  return baseline.behaviour === null
    ? drift
    : { ...drift, channels: await knownChannels(baseline.behaviour, table, control) };
}

async function knownChannels(reference: Reference, table: Table, control: Control): Promise<KnownChannels | null> {
  const quietly: Control = { signal: control.signal, report: () => {} };
  const { facts } = await behaviourOf(table, quietly);
  return countKnownChannels({ ...facts, past: await comparePast(facts, reference, 1, quietly) });
}

/** The drift from counted flows. `own` is the log's model, `local` the number of flows per local source. */
export function driftOf(
  baseline: Baseline,
  own: ComponentModel,
  { rows, outside, outsideBy }: OutsideCounter,
  local: ReadonlyMap<string, number>,
): Drift {
  const { detector } = componentsOf(baseline.detector);
  const { model, box } = baseline;
  const kept = keptComponents(model);
  const usual = detector.describe(model).features;
  const usualHere = detector.describe(own).features;
  const measured = {
    flows: rows,
    outside: outside / rows,
    features: usual.map(({ name, typical }, f) => ({
      name,
      ...box[f],
      outside: outsideBy[f] / rows,
      usual: typical,
      usualHere: usualHere[f].typical,
      isConstant: !model.kept.includes(f),
    })),
    angle: subspaceAngle(model, own, kept),
    kept,
    keptShare: model.ratio.slice(0, kept).reduce((sum, ratio) => sum + ratio, 0),
    networks: compareNetworks(baseline, networksOf(local.keys())),
    hosts: baseline.hosts === null ? null : countHosts(baseline.hosts, local),
    channels: null,
  };
  return { ...measured, verdict: verdictOf(measured) };
}

function compareNetworks({ networks: sketch }: Baseline, networks: ReadonlySet<string> | null): Drift['networks'] {
  if (sketch === null || networks === null) return null;
  const known = countKnown(sketch, networks);
  return known === null ? null : { known, total: networks.size };
}

/** Counts rows outside a box. */
export class OutsideCounter {
  rows = 0;
  outside = 0;
  readonly outsideBy: Float64Array;
  private readonly box: readonly Interval[];
  private readonly isOut = new Uint8Array(1024);

  constructor(box: readonly Interval[]) {
    this.box = box;
    this.outsideBy = new Float64Array(box.length);
  }

  /** Counts `count` rows, at most 1,024, column-major: `values[feature * stride + row]`. */
  add(values: Float64Array, stride: number, count: number): void {
    const { box, isOut, outsideBy } = this;
    isOut.fill(0, 0, count);
    for (let f = 0; f < box.length; f++) {
      const { low, high } = box[f];
      for (let i = 0, at = f * stride; i < count; i++, at++) {
        if (values[at] >= low && values[at] <= high) continue;
        outsideBy[f]++;
        isOut[i] = 1;
      }
    }
    for (let i = 0; i < count; i++) this.outside += isOut[i];
    this.rows += count;
  }
}
