import { type Control, checkpoint } from '../control.ts';
import { reportScoring } from '../detect/detect.ts';
import type { Detector } from '../detect/detector.ts';
import type { FeatureSource } from '../features/feature-source.ts';
import { GROUP_ROWS } from '../table/groups.ts';
import type { Table } from '../table/table.ts';
import { takeFeatures } from './take-features.ts';

/** Flows that can be read more than once, in the same order. */
export interface FlowStream {
  /** Shows all flows in groups of 65,536, of which the last may be shorter. A group is lent until `look` returns. */
  pass(look: (group: FlowGroup) => void, control: Control): Promise<void>;
}

/** Some rows of a table, ascending. */
export interface FlowGroup {
  readonly table: Table;
  /** Null for all. */
  readonly rows: Uint32Array | null;
}

/** Streams rows of a table. `chosen` ascends; null for all rows. */
export function flowsOfTable(table: Table, chosen: Uint32Array | null): FlowStream {
  const total = chosen?.length ?? table.rows;
  const rowsOf = (first: number, count: number) =>
    chosen?.subarray(first, first + count) ?? Uint32Array.from({ length: count }, (_, i) => first + i);
  return {
    async pass(look, control) {
      for (let first = 0; first < total; first += GROUP_ROWS) {
        reportScoring(control, first, total);
        await checkpoint(control.signal);
        look({ table, rows: rowsOf(first, Math.min(GROUP_ROWS, total - first)) });
      }
    },
  };
}

/** The features that a detector reads from a group. */
export function featuresOf({ table, rows }: FlowGroup, detector: Pick<Detector, 'features'>): FeatureSource {
  const all = detector.features(table);
  return rows === null ? all : takeFeatures(all, rows);
}
