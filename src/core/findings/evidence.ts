import { type Behaviour, entityOf, explainFlow, partScore } from '../behaviour/behaviour.ts';
import { NONE } from '../behaviour/pair-table.ts';
import type { PartName } from '../behaviour/part.ts';
import { VOLUME } from '../detect/pca-log.ts';
import type { Counts } from './count.ts';
import { type FindingEvidence, MOST_EVIDENCE } from './finding.ts';
import type { Line } from './line.ts';
import { isScan } from './merge.ts';
import { besideOwn } from './own-counts.ts';
import type { VolumeLines } from './volume-lines.ts';
import { volumeSentence } from './volume-sentence.ts';

/**
 * Minimum numbers, independent of the log: fewer hosts are not a spread, fewer flows not guessing, shorter flows not
 * long.
 */
const LEAST_HOSTS = 3;
const LEAST_REPEATED = 10;
const LEAST_OPEN = 600;
const LEAST_OPEN_SHARE = 0.2;
/** From this strength on, shorter flows are evidence too. */
const STRONG = 3.5;

/** Whether the log names both hosts of a line. */
export function isNamed({ facts: { reader } }: Behaviour, { source, destination }: Line): boolean {
  return reader.label('id.orig_h', source) !== '' && reader.label('id.resp_h', destination) !== '';
}

/** Whether a line's numbers are large enough to be worth an analyst's time. */
export function isWorthwhile(behaviour: Behaviour, { witness, part, row, channel, strength }: Line): boolean {
  const { channels } = behaviour.facts;
  if (witness === 'repeat') return channels.flows[channel] >= LEAST_REPEATED;
  if (witness !== 'spread' && witness !== 'long') return true;
  const { hosts = 0, longest = 0, share = 0 } = explainFlow(behaviour, part, row)?.numbers ?? {};
  if (witness === 'spread') return hosts >= LEAST_HOSTS;
  return longest >= LEAST_OPEN || share >= LEAST_OPEN_SHARE || strength >= STRONG;
}

/** Minimum score of further evidence about the flow that represents a finding. */
const LEAST_SAID = 1;
/** Minimum score of a rare port as evidence. Below it the flow-count penalty would hide it. */
const LEAST_RARE = 1.6;

/**
 * The evidence of a finding, without repetition: the strongest line, other indicators of its flow, then the other
 * lines. `counts` are those of the finding's own flows.
 */
export function gatherEvidence(
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  lines: readonly Line[],
  counts: Counts,
): FindingEvidence[] {
  const [first, ...others] = lines;
  const besides = behaviour.parts.flatMap((_, part) => {
    const strength = strengthOf(behaviour, part, first.row);
    return part === first.part ||
      strength < LEAST_SAID ||
      !isWorthwhile(behaviour, { ...first, part, strength, witness: behaviour.parts[part].name }) ||
      !isAlsoAbout(first, behaviour.parts[part].name)
      ? []
      : [evidenceOf(behaviour, ofVolume, { ...first, part, strength }, counts)];
  });
  const joined = others.slice(0, MOST_EVIDENCE).map((line) => evidenceOf(behaviour, ofVolume, line, null));
  const all = [
    evidenceOf(behaviour, ofVolume, first, counts),
    ...besides.toSorted((a, b) => b.strength - a.strength),
    ...joined,
  ];
  return [...new Map(all.map((one) => [one.sentence, one])).values()];
}

function strengthOf(behaviour: Behaviour, part: number, row: number): number {
  const score = partScore(behaviour, part, row);
  const entity = entityOf(behaviour, part, row);
  if (behaviour.parts[part].name !== 'rare' || entity === NONE) return score;
  const surprise = behaviour.measured[part].surprise[entity];
  return surprise >= LEAST_RARE ? surprise : score;
}

const aboutScans: ReadonlySet<PartName> = new Set(['scan_h', 'scan_v', 'scan_a', 'spread']);

/** Whether an indicator has the same source and target as a line. */
function isAlsoAbout(line: Line, part: PartName): boolean {
  return line.witness !== 'fan_in' && part !== 'fan_in' && isScan(line) === aboutScans.has(part);
}

function evidenceOf(
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  { part, strength, row }: Pick<Line, 'part' | 'strength' | 'row'>,
  counts: Counts | null,
): FindingEvidence {
  if (part < 0) {
    const sentence = volumeSentence(behaviour.facts, row, ofVolume.beyond(row));
    return { witness: 'volume', label: VOLUME, strength, sentence };
  }
  const { name, label } = behaviour.parts[part];
  const evidence = behaviour.measured[part].evidence(entityOf(behaviour, part, row), row);
  const beside = counts === null ? '' : besideOwn(name, evidence, counts);
  return { witness: name, label, strength, sentence: beside + evidence.sentence };
}
