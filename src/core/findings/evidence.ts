import { type Behaviour, explainFlow, partScore } from '../behaviour/behaviour.ts';
import type { PartName } from '../behaviour/part.ts';
import { type FindingEvidence, MOST_EVIDENCE } from './finding.ts';
import type { Line } from './line.ts';
import { isScan } from './merge.ts';
import type { VolumeLines } from './volume-lines.ts';
import { volumeSentence } from './volume-sentence.ts';

/** Fewer hosts are no spread, fewer flows no guessing, whatever is usual in a small log; and what is shorter is not long. */
const LEAST_HOSTS = 3;
const LEAST_REPEATED = 10;
const LEAST_OPEN = 600;
const LEAST_OPEN_SHARE = 0.2;
/** On a port that one in ten hosts or fewer serve, and sources use, less will do. */
const LEAST_OPEN_RARE = 120;
const RARE = 1;

/** Whether the log names the hosts: of others there is nothing to show. */
export function isNamed({ facts: { reader } }: Behaviour, { source, destination }: Line): boolean {
  return reader.label('id.orig_h', source) !== '' && reader.label('id.resp_h', destination) !== '';
}

/** Whether a line has numbers that a person would look up for. */
export function isWorthwhile(behaviour: Behaviour, { witness, part, row, channel }: Line): boolean {
  const { channels, context } = behaviour.facts;
  if (witness === 'repeat') return channels.flows[channel] >= LEAST_REPEATED;
  if (witness !== 'spread' && witness !== 'long') return true;
  const { hosts = 0, seconds = 0, share = 0 } = explainFlow(behaviour, part, row)?.numbers ?? {};
  if (witness === 'spread') return hosts >= LEAST_HOSTS;
  const least = context.ofChannel[channel] >= RARE ? LEAST_OPEN_RARE : LEAST_OPEN;
  return seconds >= least || share >= LEAST_OPEN_SHARE;
}

/** Weaker things are not worth saying of the flow that stands for a finding. */
const LEAST_SAID = 1;

/** What the strongest line says, what other parts say of its flow, and what the other lines say; each once. */
export function gatherEvidence(behaviour: Behaviour, ofVolume: VolumeLines, lines: readonly Line[]): FindingEvidence[] {
  const [first, ...others] = lines;
  const besides = behaviour.parts.flatMap((_, part) => {
    const strength = partScore(behaviour, part, first.row);
    return part === first.part ||
      strength < LEAST_SAID ||
      !isWorthwhile(behaviour, { ...first, part, witness: behaviour.parts[part].name }) ||
      !isAlsoAbout(first, behaviour.parts[part].name)
      ? []
      : [evidenceOf(behaviour, ofVolume, { ...first, part, strength })];
  });
  const joined = others.slice(0, MOST_EVIDENCE).map((line) => evidenceOf(behaviour, ofVolume, line));
  const all = [
    evidenceOf(behaviour, ofVolume, first),
    ...besides.toSorted((a, b) => b.strength - a.strength),
    ...joined,
  ];
  return [...new Map(all.map((one) => [one.sentence, one])).values()];
}

const aboutScans: ReadonlySet<PartName> = new Set(['scan_h', 'scan_v', 'scan_a', 'spread']);

/** Whether a part speaks of the same source and target as a line: not of all that a scanned host gets. */
function isAlsoAbout(line: Line, part: PartName): boolean {
  return line.witness !== 'fan_in' && part !== 'fan_in' && isScan(line) === aboutScans.has(part);
}

function evidenceOf(
  behaviour: Behaviour,
  ofVolume: VolumeLines,
  { part, strength, row }: Pick<Line, 'part' | 'strength' | 'row'>,
): FindingEvidence {
  if (part < 0) {
    const sentence = volumeSentence(behaviour.facts, row, ofVolume.beyond(row));
    return { witness: 'volume', label: 'Volume', strength, sentence };
  }
  const { name, label } = behaviour.parts[part];
  return { witness: name, label, strength, sentence: explainFlow(behaviour, part, row)?.sentence ?? '' };
}
