import type { SampleFlow } from '../../../src/core/sample/flow.ts';
import type { Scene } from '../scene.ts';

/** A class of attack: flows drawn anew for each scene. */
export interface Attack {
  readonly name: string;
  /** `first` are the eight classes that the lens was first measured on; `held` ones were not looked at while it was built. */
  readonly group: 'first' | 'further' | 'held';
  readonly make: (scene: Scene) => SampleFlow[];
}
