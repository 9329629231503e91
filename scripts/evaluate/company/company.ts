import type { SampleFlow } from '../../../src/core/sample/flow.ts';
import type { Scene } from '../scene.ts';

/** Benign machines that look like an attack to a careless detector. Their flows are never positive. */
export interface Company {
  readonly name: 'pinger' | 'monitor';
  /** `rows`: rows of the benign log. */
  readonly make: (scene: Scene, rows: number) => SampleFlow[];
}

/** At most this share of the log's rows is of company. */
const SHARE = 0.2;
const MOST = 4000;

/** Flows that company may have. */
export function room(rows: number): number {
  return Math.min(MOST, Math.floor(SHARE * rows));
}
