import type { NoisePreset } from '../core/schema/noise.ts';
import type { Condition, DetectorChoice, Params, Run, View } from '../worker/api.ts';

/** A stretch of flows the user looks at; `label` is null for all flows. */
export interface Place {
  readonly where: readonly Condition[];
  readonly label: string | null;
  readonly sort: View['sort'];
}

/** What the user wants to see, whatever log is open. Answers to it are `Shown`. */
export interface Asked extends Place {
  /** Null for the run's first. */
  readonly detector: string | null;
  /** Settings that were made, by the detector's id; those not named are as by default. */
  readonly params: Readonly<Record<string, Params>>;
  readonly contamination: number;
  /** Null unless the user moved it: then it follows from the contamination. */
  readonly threshold: number | null;
  /** Megabytes that the flows of a log may take; null for what the device allows. Holds from the next log on. */
  readonly memory: number | null;
  /** Presets whose flows are hidden, wherever the user looks. */
  readonly noise: readonly NoisePreset[];
  /** Whether the table lists alike flows as one. */
  readonly alike: boolean;
}

export const allByScore: Place = { where: [], label: null, sort: { by: 'score', descending: true } };

export const askedAtFirst: Asked = {
  ...allByScore,
  detector: null,
  params: {},
  contamination: 0.1,
  threshold: null,
  memory: null,
  noise: [],
  alike: false,
};

/**
 * The wish as it is carried over to another log: not the threshold, which belongs to one log's scores, no place in it, and no
 * settings of detectors, which the bar does not show.
 */
export function carryOver(asked: Asked): Asked {
  return { ...asked, threshold: null, params: {}, where: [], label: null };
}

/** Wishes with one more: another detector has scores of its own, and a contamination is a threshold. */
export function ask(asked: Asked, wish: Partial<Asked>): Asked {
  const isOther = wish.detector !== undefined || wish.params !== undefined || wish.contamination !== undefined;
  const forgets = wish.threshold === undefined && isOther;
  return { ...asked, ...(forgets ? { threshold: null } : {}), ...wish };
}

/** The detector that the wish comes to in a run: its first when none, or none that it has, was asked for. */
export function chosenDetector(run: Run, { detector }: Asked): DetectorChoice {
  return run.detectors.find(({ id }) => id === detector) ?? run.detectors[0];
}

/** Every setting of a detector of the run, as asked for or as by default. */
export function chosenParams({ id, params }: DetectorChoice, asked: Asked): Params {
  return Object.fromEntries(params.map((param) => [param.name, asked.params[id]?.[param.name] ?? param.default]));
}

/** What hides the flows of the presets that are on. */
export function hiding({ noise }: Asked): Condition[] {
  return noise.map((preset) => ({ kind: 'noise', preset }));
}

/** The flows that are wished for, without the rest of the wish. */
export function placeIn({ where, label, sort }: Asked): Place {
  return { where, label, sort };
}

/** The wish with other flows; the same object when it is for these already, so that nothing is asked anew. */
export function listing(asked: Asked, place: Place): Asked {
  const { by, descending } = place.sort;
  const isSame = asked.where === place.where && asked.sort.by === by && asked.sort.descending === descending;
  return isSame ? asked : { ...asked, ...place };
}
