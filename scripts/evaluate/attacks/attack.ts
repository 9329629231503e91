import type { SampleFlow } from '../../../src/core/sample/flow.ts';
import type { Scene } from '../scene.ts';

/** A class of attack. Its flows are drawn separately for each scene. */
export interface Attack {
  readonly name: string;
  /**
   * `first` are the eight classes that Behaviour was first measured on, `further` those that it was built with, `later`
   * those that it was first judged by and then bettered on. `held` ones were not looked at for any choice.
   */
  readonly group: 'first' | 'further' | 'later' | 'held';
  readonly make: (scene: Scene) => SampleFlow[];
}
