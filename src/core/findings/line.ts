import type { Behaviour } from '../behaviour/behaviour.ts';
import { entityOf, NO_PART } from '../behaviour/behaviour.ts';
import { type EntityLine, entityLines } from '../behaviour/entity-lines.ts';
import { inStretches } from '../behaviour/pace.ts';
import { PairTable } from '../behaviour/pair-table.ts';
import type { Control } from '../control.ts';
import type { Witness } from './finding.ts';

/** One entity that one indicator reports. Findings are made of lines. */
export interface Line {
  readonly witness: Witness;
  /** Index of the indicator in `Behaviour.parts`; -1 for Volume. */
  readonly part: number;
  readonly strength: number;
  /** Behaviour's score without what `strength` adds for the number of flows. For Volume the strength. */
  readonly score: number;
  /** Row of the flow that represents the line. */
  readonly row: number;
  readonly flows: number;
  /** Channel of the row. The codes and ids are those of `Facts`. */
  readonly channel: number;
  readonly pair: number;
  readonly source: number;
  readonly destination: number;
  readonly port: number;
  /** Starts of the first and last flow with at least half of the highest score, in epoch seconds. NaN without times. */
  readonly from: number;
  readonly to: number;
  /** Whether at least four in five of its flows go to the row's destination. */
  readonly isToOne: boolean;
}

/** Minimum strength of a line, also as further evidence. */
const LEAST = 0.5;
/** Only the strongest lines are kept, up to this number. */
const MOST = 20_000;

/**
 * The lines of Behaviour, strongest first: one for each indicator and entity that is the top indicator of some flow.
 */
export async function behaviourLines(behaviour: Behaviour, control: Control): Promise<Line[]> {
  const all = await entityLines(behaviour, control);
  const chosen = all.slice(0, MOST).filter(({ strength }) => strength >= LEAST);
  const { channels } = behaviour.facts;
  const stretches = await stretchesOf(
    behaviour,
    chosen.map(({ part, entity }) => [part, entity]),
    chosen.map(({ score }) => score),
    chosen.map(({ row }) => channels.pairs.destination[channels.pair[behaviour.facts.flows.channel[row]]]),
    control,
  );
  const largest = await largestFlows(behaviour, chosen, control);
  return chosen.map(({ part, strength, score, row, flows }, line) => ({
    ...placeOf(behaviour, largest[line] ?? row),
    witness: behaviour.parts[part].name,
    part,
    strength,
    score,
    row: largest[line] ?? row,
    flows,
    from: stretches.from[line],
    to: stretches.to[line],
    isToOne: stretches.toOne[line] >= 0.8 * flows,
  }));
}

/** The entities of a row: pair, hosts and port. */
export function placeOf({ facts: { channels, flows } }: Behaviour, row: number) {
  const channel = flows.channel[row];
  const pair = channels.pair[channel];
  const { source, destination } = channels.pairs;
  return { channel, pair, source: source[pair], destination: destination[pair], port: channels.port[channel] };
}

/** For lines about the bytes of a pair: the row of its largest flow, by the index of the line. */
async function largestFlows(
  { facts, parts }: Behaviour,
  lines: readonly EntityLine[],
  control: Control,
): Promise<(number | undefined)[]> {
  const { entities, flows, reader } = facts;
  const found: (number | undefined)[] = [];
  for (const [name, field] of [
    ['upload', 'orig_bytes'],
    ['download', 'resp_bytes'],
  ] as const) {
    const lineOf = new Map<number, number>();
    lines.forEach(({ part, entity }, line) => {
      if (parts[part].name === name) lineOf.set(entity, line);
    });
    const most = new Float64Array(lines.length).fill(-1);
    const isWanted = new Uint8Array(entities.pairs.count);
    for (const entity of lineOf.keys()) isWanted[entity] = 1;
    await inStretches(control, lineOf.size === 0 ? 0 : flows.count, (from, to) => {
      const bytes = reader.numbers(field, from, to);
      for (let row = from; row < to; row++) {
        const entity = entities.pairs.ofChannel[flows.channel[row]];
        if (isWanted[entity] === 0 || bytes[row - from] === 0) continue;
        const line = lineOf.get(entity);
        if (line === undefined || bytes[row - from] <= most[line]) continue;
        most[line] = bytes[row - from];
        found[line] = row;
      }
    });
  }
  return found;
}

async function stretchesOf(
  behaviour: Behaviour,
  lines: readonly (readonly [part: number, entity: number])[],
  scores: readonly number[],
  destinations: readonly number[],
  control: Control,
) {
  const { leads, facts } = behaviour;
  const { channels, flows, reader } = facts;
  const { represents } = flows;
  const table = new PairTable();
  for (const [part, entity] of lines) table.idOf(part, entity);
  const from = new Float64Array(lines.length).fill(Number.NaN);
  const to = new Float64Array(lines.length).fill(Number.NaN);
  const toOne = new Float64Array(lines.length);
  await inStretches(control, leads.length, (first, end) => {
    const times = reader.numbers('ts', first, end);
    for (let row = first; row < end; row++) {
      if (leads[row] === NO_PART) continue;
      const line = table.find(leads[row], entityOf(behaviour, leads[row], row));
      if (line >= lines.length) continue;
      if (channels.pairs.destination[channels.pair[flows.channel[row]]] === destinations[line]) {
        toOne[line] += represents === null ? 1 : represents.flows[row];
      }
      const time = times[row - first];
      if (behaviour.scores[row] < 0.5 * scores[line] || Number.isNaN(time)) continue;
      const last = represents === null ? time : Math.max(time, represents.last[row]);
      if (!(from[line] <= time)) from[line] = time;
      if (!(to[line] >= last)) to[line] = last;
    }
  });
  return { from, to, toOne };
}
