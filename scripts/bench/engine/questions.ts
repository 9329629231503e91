/** A question about a selection, as the page asks it. Times in milliseconds. */
export interface Question {
  readonly id: string;
  /** What Oddflow answers. */
  readonly label: string;
  /** What DuckDB-WASM answers, null if it is not asked. */
  readonly theirs: string | null;
  /** Limits by number of flows. */
  readonly targets: Readonly<Record<number, number>>;
}

const million = 1_000_000;
const largest = 6_300_000;

/** In the order in which a round asks them: an undo follows its suppression. */
export const questions: readonly Question[] = [
  {
    id: 'filter',
    label: 'filter of three fields: counts, table, charts',
    theirs: 'the count alone',
    targets: { [million]: 75, [largest]: 460 },
  },
  { id: 'count', label: 'another filter of three fields: counts alone', theirs: 'the count alone', targets: {} },
  {
    id: 'facets',
    label: 'facets of nine fields, first time at a threshold',
    theirs: 'nine group-bys, without the threshold',
    targets: { [million]: 65, [largest]: 650 },
  },
  {
    id: 'facets again',
    label: 'facets of nine fields, again',
    theirs: 'the same again',
    targets: { [million]: 65, [largest]: 650 },
  },
  {
    id: 'facets filtered',
    label: 'facets of nine fields under the filter',
    theirs: 'nine group-bys under the filter',
    targets: { [million]: 65, [largest]: 650 },
  },
  {
    id: 'suppress',
    label: 'suppress a port: counts, table, charts',
    theirs: 'the count alone',
    targets: { [million]: 50, [largest]: 300 },
  },
  {
    id: 'facets suppressed',
    label: 'facets of nine fields without the port',
    theirs: 'nine group-bys without the port',
    targets: { [million]: 65, [largest]: 650 },
  },
  {
    id: 'undo',
    label: 'undo: counts, table, charts',
    theirs: null,
    targets: { [million]: 50, [largest]: 300 },
  },
  ...(['time', 'score', 'density'] as const).flatMap((over): Question[] => [
    {
      id: `index ${over}`,
      label: `index of a brush over ${over}`,
      theirs: null,
      targets: { [largest]: 480 },
    },
    {
      id: `step ${over}`,
      label: `step of a brush over ${over}: counts and charts`,
      theirs: over === 'time' ? 'the count of a range of time' : null,
      targets: { [million]: 20, [largest]: 20 },
    },
  ]),
  {
    id: 'open',
    label: 'open a flow: line, contributions, percentiles, related counts',
    theirs: 'the five related counts',
    targets: { [million]: 60, [largest]: 150 },
  },
  {
    id: 'open filtered',
    label: 'open a flow under the filter',
    theirs: null,
    targets: { [million]: 60, [largest]: 150 },
  },
  { id: 'groups', label: 'number of hosts and channels in view', theirs: null, targets: {} },
];

/** Fields of the facets. */
export const facetFields = [
  ...['proto', 'service', 'conn_state', 'id.resp_p', 'id.orig_h', 'id.resp_h', 'history', 'local_orig', 'orig_pkts'],
] as const;
/** Values per facet. */
export const MOST_VALUES = 12;

/** What a round asks about. Each round has other values, so that no cache holds its answer. */
export interface Round {
  readonly filter: Filter;
  /** Of the same kind, with other values. */
  readonly other: Filter;
  readonly port: string;
  /** The row of a flow. */
  readonly flow: number;
}

export interface Filter {
  readonly sources: readonly string[];
  readonly bytes: readonly [from: number, to: number];
  readonly states: readonly string[];
}

/** Rounds over frequent values of the log. */
export function planRounds(
  rounds: number,
  sources: readonly string[],
  ports: readonly string[],
  states: readonly string[],
): Round[] {
  const filterOf = (place: number): Filter => ({
    sources: sources.slice(place, place + 20),
    bytes: [10 + place, 1e6],
    states: states.slice(0, 2 + (place % 3)),
  });
  return Array.from({ length: rounds }, (_, round) => ({
    filter: filterOf(2 * round),
    other: filterOf(2 * round + 1),
    port: ports[round % ports.length],
    flow: 1000 * (round + 7),
  }));
}

/** Answers by the id of a question. Counts that both sides give are returned, for comparison. */
export type Answers = Readonly<Record<string, (round: Round) => Promise<readonly number[]> | readonly number[]>>;
