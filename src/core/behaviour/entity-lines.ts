import type { Control } from '../control.ts';
import { type Behaviour, entityOf, NO_PART } from './behaviour.ts';
import { inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';

/** What a list with one line an entity shows: the flow with the highest score stands for the flows that its part leads. */
export interface EntityLine {
  /** Part that leads, by its place in `Behaviour.parts`, and its entity. */
  readonly part: number;
  readonly entity: number;
  readonly score: number;
  /** What the lines are in order of: half of what the flows cost is given back, since they are one line here. */
  readonly strength: number;
  /** Of flows with this score the first. */
  readonly row: number;
  readonly flows: number;
}

/**
 * All flows with a score, one line for each part and entity that leads them, strongest first; of equal ones the one with
 * the earlier row. A scan of a thousand flows is one line. 36 bytes an entity while it counts.
 */
export async function entityLines(behaviour: Behaviour, control: Control): Promise<EntityLine[]> {
  const { scores, leads } = behaviour;
  const table = new PairTable();
  const best: number[] = [];
  const flows: number[] = [];
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (leads[row] === NO_PART) continue;
      const line = table.idOf(leads[row], entityOf(behaviour, leads[row], row));
      flows[line] = (flows[line] ?? 0) + 1;
      if (best[line] === undefined || scores[row] > scores[best[line]]) best[line] = row;
    }
  });
  const { first, second } = table.pairs();
  return best
    .map((row, line) => ({
      part: first[line],
      entity: second[line],
      score: scores[row],
      strength: scores[row] + 0.5 * Math.log10(flows[line]),
      row,
      flows: flows[line],
    }))
    .sort((a, b) => b.strength - a.strength || a.row - b.row);
}
