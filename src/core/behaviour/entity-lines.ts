import type { Control } from '../control.ts';
import { type Behaviour, entityOf, NO_PART } from './behaviour.ts';
import { inStretches } from './pace.ts';
import { PairTable } from './pair-table.ts';

/**
 * One line of a list of entities. It represents the flows for which this indicator and entity give the highest score.
 */
export interface EntityLine {
  /** Top indicator as an index into `Behaviour.parts`, and its entity. */
  readonly part: number;
  readonly entity: number;
  readonly score: number;
  /** Sort key of the lines: the score plus half of log10 of `counted`, which returns half of the flow-count penalty. */
  readonly strength: number;
  /** The first flow with the highest score. */
  readonly row: number;
  readonly flows: number;
  /** The flows that the strength counts: those of them that are unusual, if the indicator tells (`Measured.unusual`). */
  readonly counted: number;
}

/** Of `flows` flows of an entity those that the strength counts. */
export function countedFlows({ measured }: Behaviour, part: number, entity: number, flows: number): number {
  const unusual = measured[part].unusual?.[entity] ?? flows;
  return Math.max(1, Math.min(flows, unusual));
}

/** The strength of a line with this score, of which `counted` flows count. */
export function strengthOf(score: number, counted: number): number {
  return score + 0.5 * Math.log10(counted);
}

/**
 * One line for each indicator and entity that is the top indicator of some flow, by descending strength, then by row. A
 * scan with a thousand flows is one line. Scratch: 36 bytes per entity.
 */
export async function entityLines(behaviour: Behaviour, control: Control): Promise<EntityLine[]> {
  const { scores, leads } = behaviour;
  const { represents } = behaviour.facts.flows;
  const table = new PairTable();
  const best: number[] = [];
  const flows: number[] = [];
  await inStretches(control, scores.length, (from, to) => {
    for (let row = from; row < to; row++) {
      if (leads[row] === NO_PART) continue;
      const line = table.idOf(leads[row], entityOf(behaviour, leads[row], row));
      flows[line] = (flows[line] ?? 0) + (represents === null ? 1 : represents.flows[row]);
      if (best[line] === undefined || scores[row] > scores[best[line]]) best[line] = row;
    }
  });
  const { first, second } = table.pairs();
  return best
    .map((row, line) => {
      const [part, entity] = [first[line], second[line]];
      const counted = countedFlows(behaviour, part, entity, flows[line]);
      const strength = strengthOf(scores[row], counted);
      return { part, entity, score: scores[row], strength, row, flows: flows[line], counted };
    })
    .sort((a, b) => b.strength - a.strength || a.row - b.row);
}
