import type { Scored } from '../core/detect/detect.ts';
import { lentBlock } from '../core/math/float-kernel.ts';
import { numbersFrom } from '../core/selection/computed-numbers.ts';
import type { ComputedNumbers } from '../core/selection/selectable.ts';

/** Numbers per flow that one detector computes. Other detectors use the same names for other numbers. */
export interface OwnColumns {
  has(field: string): boolean;
  /** Null for an unknown field. */
  read(field: string): Promise<ComputedNumbers | null>;
}

/**
 * The columns `score`, `rank`, components such as `PC1`, and numbers that the detector adds, such as the scores of
 * Behaviour's indicators.
 */
export function ownColumnsOf(scored: Scored, ranks: () => Promise<Uint32Array>): OwnColumns {
  const { scores, description, columns = [] } = scored;
  const componentOf = (field: string) => description.components.findIndex(({ name }) => name === field);
  const addedOf = (field: string) => columns.find(({ name, words }) => name === field && words === null);
  return {
    has: (field) => field === 'score' || field === 'rank' || componentOf(field) >= 0 || addedOf(field) !== undefined,
    read: async (field) => {
      if (field === 'score') return numbersFrom(scores);
      if (field === 'rank') return numbersFrom(await ranks());
      const added = addedOf(field);
      if (added !== undefined) return numbersAt(added.at);
      const component = componentOf(field);
      return component < 0 ? null : componentNumbers(scored, component);
    },
  };
}

function numbersAt(at: (row: number) => number): ComputedNumbers {
  return {
    kind: 'computed',
    read: (first, count, out) => {
      for (let i = 0; i < count; i++) out[i] = at(first + i);
    },
  };
}

function componentNumbers({ features, project }: Scored, component: number): ComputedNumbers {
  return {
    kind: 'computed',
    read: (first, count, out) => {
      const block = lentBlock(features.names.length);
      for (let from = 0; from < count; from += block.stride) {
        const length = Math.min(block.stride, count - from);
        features.read(first + from, length, block.values, block.stride, 0);
        project(block, length, component, out, from);
      }
    },
  };
}
