import type { Facts } from '../core/behaviour/facts.ts';
import type { Control } from '../core/control.ts';
import type { HostList } from '../core/hosts/host-list.ts';
import { countMass, type Mass } from '../core/hosts/mass.ts';
import { Ranking } from '../core/query/ranking.ts';
import type { Bitmap } from '../core/selection/bitmap.ts';
import type { HostsQuery, MassOf } from './api.ts';
import { type Detected, thresholdOf } from './detection.ts';
import type { CountedFlows } from './group-views.ts';

/** A detector's anomalous flows by host, with the inputs of the count. */
export interface CountedMass extends MassOf {
  /** Cache key of the counted flows. */
  readonly flows: string;
  readonly mass: Mass;
}

/** The latest counts of anomalous flows, by detector. */
export type Masses = Map<string, CountedMass>;

/** Anomalous flows by host of every detector that has been run. Counts again only what has changed. */
export async function countMasses(
  facts: Facts,
  detected: ReadonlyMap<string, Detected>,
  masses: Masses,
  { detector, threshold, contamination }: HostsQuery,
  flows: CountedFlows,
  control: Control,
): Promise<readonly CountedMass[]> {
  const counted: CountedMass[] = [];
  for (const [id, found] of detected) {
    const { detection, listed } = found;
    const above = id === detector ? threshold : thresholdOf(found, contamination);
    const known = masses.get(id);
    const isKnown = known?.threshold === above && known.flows === flows.key;
    const mass = isKnown ? known.mass : await countMass(facts, listed.scored.scores, above, flows.rows, control);
    const one = {
      detector: id,
      label: detection.label,
      short: detection.short,
      threshold: above,
      flows: flows.key,
      mass,
    };
    masses.set(id, one);
    counted.push(one);
  }
  return counted;
}

/** Flows above Behaviour's own threshold by host. They order hosts with equal badges. */
export function behaviourMass(
  { behaviour: { facts, scores } }: HostList,
  contamination: number,
  rows: Bitmap | null,
  control: Control,
): Promise<Mass> {
  const ranking = new Ranking(scores);
  const threshold = ranking.quantile(contamination);
  const isTied = ranking.countAbove(threshold) === 0;
  return countMass(facts, scores, isTied ? ranking.nextBelow(threshold) : threshold, rows, control);
}
