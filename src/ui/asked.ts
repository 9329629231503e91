import { isAllowed } from '../core/detect/params.ts';
import type { NoisePreset } from '../core/schema/noise.ts';
import { hides } from '../core/selection/predicate.ts';
import type { DetectorChoice, Params, Predicate, Run, View } from '../worker/api.ts';
import type { Zone } from './parts/zone.ts';

/** A stretch of flows the user looks at; `label` is null for all flows. */
export interface Place {
  readonly where: readonly Predicate[];
  readonly label: string | null;
  readonly sort: View['sort'];
}

/** What the user wants to see, whatever log is open. Answers to it are `Shown`. */
export interface Asked extends Place {
  /** Null for the run's first. */
  readonly detector: string | null;
  /** Settings that differ from the default, by the detector's id. Those of a link may be none that the detector has. */
  readonly params: Readonly<Record<string, Params>>;
  readonly contamination: number;
  /** Null unless the user moved it: then it follows from the contamination. */
  readonly threshold: number | null;
  /** Megabytes that the flows of a log may take; null for what the device allows. Holds from the next log on. */
  readonly memory: number | null;
  /** Whether a flow is left out whose uid an earlier one had. Belongs to one log. */
  readonly dropsRepeated: boolean;
  /** Presets whose flows are hidden, wherever the user looks. */
  readonly noise: readonly NoisePreset[];
  /** Whether the table lists identical flows as one. */
  readonly identical: boolean;
  /** Axes of the density map; a result that lacks one shows another. */
  readonly axes: { readonly x: string; readonly y: string };
  readonly zone: Zone;
}

export const allByScore: Place = { where: [], label: null, sort: { by: 'score', descending: true } };

export const askedAtFirst: Asked = {
  ...allByScore,
  detector: null,
  params: {},
  contamination: 0.1,
  threshold: null,
  memory: null,
  dropsRepeated: false,
  noise: [],
  identical: false,
  axes: { x: 'orig_bytes', y: 'resp_bytes' },
  zone: 'utc',
};

/**
 * What is asked, as it is carried over to another log: not the threshold, which belongs to one log's scores, no place in it, and no
 * settings of detectors, which the bar does not show.
 */
export function carryOver(asked: Asked): Asked {
  return { ...asked, threshold: null, params: {}, dropsRepeated: false, where: [], label: null };
}

/** What is asked, with changes: another detector has scores of its own, and a contamination is a threshold. */
export function ask(asked: Asked, changes: Partial<Asked>): Asked {
  const isOther = changes.detector !== undefined || changes.params !== undefined || changes.contamination !== undefined;
  const forgets = changes.threshold === undefined && isOther;
  return { ...asked, ...(forgets ? { threshold: null } : {}), ...changes };
}

/** The run's detector that is asked for: its first when none is, or one that the run lacks. */
export function chosenDetector(run: Pick<Run, 'detectors'>, { detector }: Asked): DetectorChoice {
  return run.detectors.find(({ id }) => id === detector) ?? run.detectors[0];
}

/** Every setting of a detector of the run: as asked for, or the default where nothing or something impossible is asked for. */
export function chosenParams({ id, params }: DetectorChoice, asked: Asked): Params {
  const wanted = asked.params[id] ?? {};
  return Object.fromEntries(
    params.map((param) => {
      const value = wanted[param.name];
      return [param.name, value !== undefined && isAllowed(param, value) ? value : param.default];
    }),
  );
}

/** Whether the run can have just the detector and the settings that are asked for, which a threshold of a link needs. */
export function canHave(run: Pick<Run, 'detectors'>, asked: Asked): boolean {
  const entry = chosenDetector(run, asked);
  const chosen = chosenParams(entry, asked);
  const wanted = Object.entries(asked.params[entry.id] ?? {});
  return (asked.detector ?? entry.id) === entry.id && wanted.every(([name, value]) => chosen[name] === value);
}

/** The settings of all detectors with those of one replaced; only what differs from its default is kept. */
export function withParams(asked: Asked, { id, params }: DetectorChoice, values: Params): Asked['params'] {
  const { [id]: _before, ...others } = asked.params;
  const changed = params.filter((param) => (values[param.name] ?? param.default) !== param.default);
  if (changed.length === 0) return others;
  return { ...others, [id]: Object.fromEntries(changed.map(({ name }) => [name, values[name]])) };
}

/** What hides the flows of the presets that are on. */
export function hiding({ noise }: Asked): Predicate[] {
  return noise.map(hides);
}

/** Which flows are asked for, without the rest. */
export function placeIn({ where, label, sort }: Asked): Place {
  return { where, label, sort };
}

/** What is asked, for other flows; the same object when it is for these already, so that nothing is asked anew. */
export function listing(asked: Asked, place: Place): Asked {
  const { by, descending } = place.sort;
  const isSame = asked.where === place.where && asked.sort.by === by && asked.sort.descending === descending;
  return isSame ? asked : { ...asked, ...place };
}
