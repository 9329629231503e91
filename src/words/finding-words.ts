import { countOf, formatBytes, formatCount } from '../core/number-words.ts';
import type { Finding } from '../worker/api.ts';
import { explainNote } from './note-words.ts';

/** Source and target: `192.168.10.23 → 254 hosts, 445/tcp`. */
export function subjectOf({ source, destination, port }: Pick<Finding, 'source' | 'destination' | 'port'>): string {
  const from = source.name ?? countOf(source.count, 'source');
  const to = destination.name ?? countOf(destination.count, 'host');
  return `${from} → ${to}, ${port.name ?? countOf(port.count, 'port')}`;
}

/** Label of the clause that selects its flows. */
export function labelOf(finding: Finding): string {
  return `${finding.kind}, ${subjectOf(finding)}`;
}

/** The kinds of its stages in the order of time: `Network scan, then Brute force`. Empty without stages. */
export function stagesText({ stages }: Pick<Finding, 'stages'>): string {
  return stages.map(({ kind }) => kind).join(', then ');
}

/**
 * Its stages, or its strongest evidence, for a line that already names source, destination and port: without these names, so that what
 * distinguishes it is not cut. The panel has the whole sentence.
 */
export function briefEvidence({ stages, source, destination, port, evidence: [{ sentence }] }: Finding): string {
  if (stages.length > 0) return `${stagesText({ stages })}. ${sentence}`;
  const [from, to] = [source.name, destination.name];
  const pair = from === null || to === null ? [] : [` of ${from} to ${to}`, `${from} to ${to}`];
  const known = pair.flatMap((text) => (port.name === null ? [text] : [`${text}, ${port.name}`, text]));
  const named = known.find((text) => sentence.includes(text));
  if (named !== undefined) return capitalised(sentence.replace(named, '').replace(/^: |^, |,(?= in)/, ''));
  if (from === null || !sentence.startsWith(`${from} `)) return sentence;
  const rest = sentence.slice(from.length + 1);
  return capitalised(to === null ? rest : rest.replace(` of ${to};`, ';').replace(` to ${to}`, ''));
}

/**
 * The clauses of evidence, each with the punctuation before it. A narrow line ends after a whole clause: the first says
 * most. The comma of an introduction such as "In the whole log," is within its clause.
 */
export function clausesOf(text: string): readonly string[] {
  return text.split(/(?=; |\. | \(|(?<!\bIn [a-z ]+), )/);
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

/** The counts of its flows in a sentence. */
export function countsOf({ flows, failed, sent, received, source, destination, port }: Finding): string {
  const hosts = [
    ...(source.count > 1 ? [countOf(source.count, 'source')] : []),
    ...(destination.count > 1 ? [countOf(destination.count, 'host')] : []),
    ...(port.count > 1 ? [countOf(port.count, 'port')] : []),
  ];
  const over = hosts.length === 0 ? '' : ` over ${hosts.join(' and ')}`;
  const failures = failed === 0 ? '' : failed === flows ? ', all failed' : `, ${formatCount(failed)} failed`;
  return `${countOf(flows, 'flow')}${over}${failures}. orig_bytes ${formatBytes(sent)}, resp_bytes ${formatBytes(received)} together.`;
}

/** What benign thing it may be, with this log's numbers: `Likely monitoring host: ...`. Empty without a benign pattern. */
export function benignOf({ routine }: Pick<Finding, 'routine'>): string {
  return routine === null ? '' : `Likely ${routine.pattern}: ${routine.sentence}.`;
}

/**
 * How its strength was computed, so that it can be compared with the scores of channels and flows. Each number follows
 * from the shown ones before it to the last digit, and the points from the last: with one decimal, or as many as it takes.
 */
export function strengthOf(finding: Finding): string {
  const { made, routine, stages, evidence } = finding;
  const shown = shownNumbers(finding);
  const lowered =
    routine === null || routine.remains === 1
      ? ''
      : ` The pattern “${routine.pattern}” leaves ${shown.remaining.toFixed(shown.decimals)}, ${Math.round(100 * routine.remains)} % of it.`;
  const ofStages = stages.length > 0 ? ' An incident is as strong as its strongest stage.' : '';
  return madeOf(made, evidence[0].label, shown) + lowered + ofStages;
}

/** Points of strength per unit of score. */
const POINTS = 12.5;
/** Doubles from 0.5 up have no more. With these every strength gives its points, also one just below a rounding limit. */
const MOST_DECIMALS = 16;

/** The numbers of `strengthOf`, rounded. The later ones are computed from the earlier ones as they are shown. */
interface Shown {
  readonly decimals: number;
  readonly flows: number;
  /** Half of log10 of the flows. */
  readonly added: number;
  readonly strength: number;
  /** What a benign pattern leaves of the strength. */
  readonly remaining: number;
}

/** With the fewest decimals from which the points of the finding follow. */
function shownNumbers({ strength: exact, made, routine, points }: Finding): Shown {
  const remains = routine?.remains ?? 1;
  const flows = made === null ? 1 : Math.round(10 ** (2 * (exact / remains - made.score)));
  const withDecimals = (decimals: number): Shown => {
    const round = (value: number) => Number(value.toFixed(decimals));
    const added = round(0.5 * Math.log10(flows));
    const strength = round(made === null ? exact / remains : round(made.score) + added);
    return { decimals, flows, added, strength, remaining: round(strength * remains) };
  };
  const isRight = ({ remaining }: Shown) => Math.min(100, Math.round(POINTS * remaining)) === Math.round(points);
  let decimals = 1;
  while (decimals < MOST_DECIMALS && !isRight(withDecimals(decimals))) decimals++;
  return withDecimals(decimals);
}

function madeOf(made: Finding['made'], label: string, { decimals, flows, added, strength }: Shown): string {
  const text = (value: number) => value.toFixed(decimals);
  const said = `Strength ${text(strength)}, as −log10 p`;
  if (made === null)
    return `${said}: 0.7 times that of its most anomalous flow by volume, after correcting for similar host pairs.`;
  const { surprise, score } = made;
  const left =
    surprise - score < 0.05
      ? `Behaviour’s score is ${text(score)}`
      : `“${label}” scored ${text(surprise)}. After correcting for similar channels and for the number of flows, ${text(score)} remains`;
  return flows === 1
    ? `${said}: ${left}.`
    : `${said}: ${left}. Half of log10 of its ${formatCount(flows)} flows adds ${text(added)}.`;
}

/** What the search cannot detect because the log lacks fields. */
export function blindSpots(missing: readonly string[]): string[] {
  return missing.map((field) => explainNote({ code: 'field-unset', detail: { field } }));
}

const SECONDS_PER_MILLION = 2.2;
const BYTES_PER_FLOW = 100;

/** Approximate cost of a search: `about 13 s, and 1 GB of memory`. */
export function costOf(flows: number): string {
  const seconds = Math.ceil((flows / 1e6) * SECONDS_PER_MILLION);
  const time = seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
  return `about ${time}, and ${formatBytes(flows * BYTES_PER_FLOW)} of memory`;
}
