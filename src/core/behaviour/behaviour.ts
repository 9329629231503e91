import { type Control, whenDue } from '../control.ts';
import type { Table } from '../table/table.ts';
import { UNSCORED } from './channels.ts';
import type { PairOfRows } from './combined.ts';
import { contactSentence } from './contact-words.ts';
import { stepsOfScore, stepsOfSum } from './derivation.ts';
import { type Facts, gatherFacts, withReference } from './facts.ts';
import { inBlocks, inStretches } from './pace.ts';
import { NONE } from './pair-table.ts';
import type { Evidence, Measured, Part } from './part.ts';
import { parts } from './parts/index.ts';
import type { Reference } from './reference.ts';
import type { Step } from './steps.ts';
import { REMARKABLE } from './surprise.ts';

/** Result of the Behaviour detector for one log: a score per flow, and the evidence for it. */
export interface Behaviour {
  readonly facts: Facts;
  readonly parts: readonly Part[];
  /** One entry per indicator, in the order of `parts`. */
  readonly measured: readonly Measured[];
  /**
   * By row: the top indicator's score, plus a thousandth of the sum of all indicator scores. 0 if no indicator applies.
   */
  readonly scores: Float64Array;
  /** By row: the top indicator, as an index into `parts`; `NO_PART` if no indicator applies. */
  readonly leads: Uint8Array;
}

/** Value of `Behaviour.leads` for flows without a top indicator. */
export const NO_PART = 255;
const SUM_WEIGHT = 0.001;

/**
 * Scores every flow of a table. Throws `AbortError` when `control` aborts.
 * Time is linear in the rows, see docs/behaviour.md. Memory: 22 bytes per row (9 for the result),
 * 12 more per flow of channels with at least four flows, and about 200 per channel. Measured: 0.95 GB for ten million
 * rows with two million channels.
 */
export async function scoreBehaviour(table: Table, control: Control): Promise<Behaviour> {
  return scoreFacts(await gatherFacts(table, control), control);
}

/**
 * The same by an ordinary day, with the facts of a log that are known: tails, counts and first contacts are those of
 * the reference.
 */
export async function scoreByReference(facts: Facts, reference: Reference, control: Control): Promise<Behaviour> {
  return scoreFacts(await withReference(facts, reference, control), control);
}

async function scoreFacts(facts: Facts, control: Control): Promise<Behaviour> {
  const measured: Measured[] = [];
  for (const part of parts) measured.push(await part.measure(facts, control));
  const behaviour = {
    facts,
    parts,
    measured,
    scores: new Float64Array(facts.flows.count),
    leads: new Uint8Array(facts.flows.count).fill(NO_PART),
  };
  const best = await bestOfChannels(behaviour, control);
  await scoreFlows(behaviour, best, control);
  return behaviour;
}

/** The host pair of each row. */
export function pairsOf({ facts: { channels, flows } }: Behaviour): PairOfRows {
  return { count: channels.pairs.count, of: (row) => channels.pair[flows.channel[row]] };
}

/** Score of one indicator for one flow. 0 if the indicator does not apply. */
export function partScore({ facts, measured }: Behaviour, part: number, row: number): number {
  const channel = facts.flows.channel[row];
  if ((facts.channels.flags[channel] & UNSCORED) !== 0) return 0;
  return scoreOf(measured[part], row, channel, facts.flows.failed[row] === 1);
}

/** Evidence of one indicator for a flow. Null if its score is too low to report. */
export function explainFlow(behaviour: Behaviour, part: number, row: number): Evidence | null {
  const entity = entityOf(behaviour, part, row);
  if (entity === NONE || partScore(behaviour, part, row) < REMARKABLE) return null;
  const { facts, measured } = behaviour;
  const { compared, evidence } = measured[part];
  const found = evidence(entity, row);
  if (compared === null || facts.past === null) return found;
  const ofBaseline = contactSentence(compared, entity, facts.past.known[facts.flows.channel[row]]);
  return { ...found, sentence: `${found.sentence}. ${ofBaseline}` };
}

/**
 * How an indicator's score for a flow is computed, from numbers of this log to the score. Null as for `explainFlow`. Some
 * numbers are collected from all channels, once per call.
 */
export function deriveFlow(behaviour: Behaviour, part: number, row: number): Step[] | null {
  const entity = entityOf(behaviour, part, row);
  const score = partScore(behaviour, part, row);
  if (entity === NONE || score < REMARKABLE) return null;
  const channel = behaviour.facts.flows.channel[row];
  return stepsOfScore(behaviour.measured[part], behaviour.parts[part].entity, behaviour.facts.past !== null, {
    entity,
    row,
    channel,
    score,
  });
}

/** How a flow's Behaviour score follows from those of its indicators. */
export function deriveSum(behaviour: Behaviour, row: number): Step[] {
  const scores = behaviour.parts.map((_, part) => partScore(behaviour, part, row));
  const sum = scores.reduce((total, score) => total + score, 0);
  return stepsOfSum(Math.max(...scores), sum, SUM_WEIGHT, behaviour.scores[row]);
}

/**
 * The entity that a flow belongs to, by one indicator. `NONE` for no entity. Ids of different indicators are unrelated.
 */
export function entityOf({ facts, measured }: Behaviour, part: number, row: number): number {
  return measured[part].entityOf(facts.flows.channel[row]);
}

function scoreOf(
  { entityOf, score, share, isOfFailures, ofFlow }: Measured,
  row: number,
  channel: number,
  isFailed: boolean,
) {
  const entity = entityOf(channel);
  if (entity === NONE || score[entity] === 0 || (isOfFailures === true && !isFailed)) return 0;
  if (ofFlow !== undefined) return ofFlow(row, channel);
  return share === undefined ? score[entity] : score[entity] * share[channel];
}

/**
 * Totals per channel over the indicators that score all flows of a channel equally: the highest score, its indicator,
 * and the sum. 18 bytes per channel.
 */
interface Best {
  readonly score: Float32Array;
  readonly sum: Float32Array;
  /** The score of a flow to which no other indicator applies. */
  readonly total: Float64Array;
  readonly lead: Uint8Array;
  /** Bit flags: the indicators with a score per flow that may apply, in their order. */
  readonly isOpen: Uint8Array;
}

async function bestOfChannels({ facts, measured }: Behaviour, control: Control): Promise<Best> {
  const { count, flags } = facts.channels;
  const best = {
    score: new Float32Array(count),
    sum: new Float32Array(count),
    total: new Float64Array(count),
    lead: new Uint8Array(count).fill(NO_PART),
    isOpen: new Uint8Array(count),
  };
  const pause = whenDue(control.signal);
  let open = 1;
  for (const [part, found] of measured.entries()) {
    await pause();
    const bit = differsByFlow(found) ? open : 0;
    if (bit !== 0) open <<= 1;
    if (!isAnyPositive(found.score)) continue;
    await inStretches(control, count, (from, to) => {
      if (bit === 0) takeBest(best, part, found, flags, from, to);
      else markOpen(best.isOpen, bit, found, flags, from, to);
    });
  }
  await inStretches(control, count, (from, to) => addUp(best, from, to));
  return best;
}

function addUp({ score, sum, total }: Best, from: number, to: number): void {
  for (let channel = from; channel < to; channel++) total[channel] = score[channel] + SUM_WEIGHT * sum[channel];
}

function isAnyPositive(scores: Float32Array): boolean {
  for (let i = 0; i < scores.length; i++) if (scores[i] !== 0) return true;
  return false;
}

/** Adds an indicator that scores all flows of a channel equally. */
function takeBest(
  best: Best,
  part: number,
  { entityOf, score: scores, share }: Measured,
  flags: Uint8Array,
  from: number,
  to: number,
): void {
  for (let channel = from; channel < to; channel++) {
    const entity = entityOf(channel);
    if (entity === NONE || scores[entity] === 0 || (flags[channel] & UNSCORED) !== 0) continue;
    const score = share === undefined ? scores[entity] : scores[entity] * share[channel];
    best.sum[channel] += score;
    if (score <= best.score[channel]) continue;
    best.score[channel] = score;
    best.lead[channel] = part;
  }
}

/** Marks the channels in which an indicator with a score per flow may apply. */
function markOpen(
  isOpen: Uint8Array,
  bit: number,
  { entityOf, score }: Measured,
  flags: Uint8Array,
  from: number,
  to: number,
): void {
  for (let channel = from; channel < to; channel++) {
    const entity = entityOf(channel);
    if (entity === NONE || score[entity] === 0 || (flags[channel] & UNSCORED) !== 0) continue;
    isOpen[channel] |= bit;
  }
}

async function scoreFlows(behaviour: Behaviour, best: Best, control: Control): Promise<void> {
  const byFlow = [...behaviour.measured.entries()].filter(([, found]) => differsByFlow(found));
  const [parts, found] = [byFlow.map(([part]) => part), byFlow.map(([, one]) => one)];
  await inBlocks(control, behaviour.facts.flows.count, [0.8, 1], (from, to) =>
    scoreSome(behaviour, best, parts, found, from, to),
  );
}

/** Scores a block of flows. `parts` are the indicators with a score per flow; `found` are their results. */
function scoreSome(
  { facts, scores, leads }: Behaviour,
  best: Best,
  parts: readonly number[],
  found: readonly Measured[],
  from: number,
  to: number,
): void {
  const { channel: channelOf, failed } = facts.flows;
  for (let row = from; row < to; row++) {
    const channel = channelOf[row];
    const open = best.isOpen[channel];
    let lead = best.lead[channel];
    if (open === 0) {
      scores[row] = best.total[channel];
      leads[row] = lead !== NO_PART && best.score[channel] < REMARKABLE ? NO_PART : lead;
      continue;
    }
    let most = best.score[channel];
    let sum = best.sum[channel];
    for (let i = 0; open >> i !== 0; i++) {
      if ((open & (1 << i)) === 0) continue;
      const score = scoreOf(found[i], row, channel, failed[row] === 1);
      sum += score;
      if (score <= most) continue;
      most = score;
      lead = parts[i];
    }
    scores[row] = most + SUM_WEIGHT * sum;
    leads[row] = most < REMARKABLE ? NO_PART : lead;
  }
}

function differsByFlow({ ofFlow, isOfFailures }: Measured): boolean {
  return ofFlow !== undefined || isOfFailures === true;
}
