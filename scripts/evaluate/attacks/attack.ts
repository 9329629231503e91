import type { SampleFlow } from '../../../src/core/sample/flow.ts';
import type { Scene } from '../scene.ts';

/** Groups of classes that have a way of showing in common, after the tactics of MITRE ATT&CK. */
export const families = [
  'scan',
  'guess',
  'c2',
  'tunnel',
  'exfiltration',
  'lateral',
  'flood',
  'exploit',
  'names',
] as const;
export type Family = (typeof families)[number];

/** A class of attack. Its flows are drawn separately for each scene. */
export interface Attack {
  readonly name: string;
  readonly family: Family;
  /**
   * `first` are the eight classes that Behaviour was first measured on, `further` those that it was built with, `later`
   * those that it was first judged by and then bettered on. `held` ones were not looked at for any choice of the
   * second version. `third` ones were written before the third version, for what the others never make.
   */
  readonly group: 'first' | 'further' | 'later' | 'held' | 'third';
  /** Whether a log has what the class needs: hours, a service that others use. Any log by default. */
  readonly fits?: (scene: Scene) => boolean;
  readonly make: (scene: Scene) => SampleFlow[];
}
